import { checkSetting, type RawSettings, settingNames } from "@nowtoken/core";
import { askForMissing, type Field } from "../terminal/ask.ts";
import { withInterruption } from "../terminal/interruption.ts";

type Key = keyof RawSettings;

const hints: Partial<Record<Key, string>> = {
  instance: "The instance: its name (dev12345), its host, or an address copied from the browser.",
  clientId: "Client ID and Client Secret stand in the OAuth record: System OAuth > Application Registry.",
};

/** Asks the person at the terminal for the settings that are missing, each checked as typed. */
export async function askForSettings(missing: readonly Key[]): Promise<RawSettings> {
  const fields = missing.map((key): Field<Key> => {
    const hint = hints[key];
    return {
      key,
      label: settingNames.find((names) => names.key === key)?.label ?? key,
      ...(hint !== undefined && { hint }),
      secret: key === "clientSecret",
      check: (value) => checkSetting(key, value),
    };
  });
  const streams = { input: process.stdin, output: process.stderr };
  return Object.fromEntries(await withInterruption((signal) => askForMissing({ fields, streams, signal })));
}
