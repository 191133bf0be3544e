import type { RawSettings } from "./fields.ts";

/**
 * Lays settings over each other, the strongest first: flags, environment, file, profile.
 *
 * Instance and instance URL name one thing: a layer that gives either hides both of the layers below it.
 */
export function mergeSettings(...layers: readonly RawSettings[]): RawSettings {
  return layers.reduceRight<RawSettings>((lower, layer) => {
    const own: RawSettings = Object.fromEntries(
      Object.entries(layer).filter(([, value]) => value !== undefined),
    );
    const { instance: _instance, instanceUrl: _instanceUrl, ...others } = lower;
    const namesInstance = own.instance !== undefined || own.instanceUrl !== undefined;
    return { ...(namesInstance ? others : lower), ...own };
  }, {});
}
