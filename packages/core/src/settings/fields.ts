import * as z from "zod/mini";
import { isAuthError } from "../errors.ts";
import { parseClientId, parseClientSecret } from "./client.ts";
import { parseLifespan, parseTimeout, parseWait } from "./duration.ts";
import { parseInstanceUrl } from "./instance-url.ts";
import { parseRedirectUri } from "./redirect-uri.ts";
import { parseScopes } from "./scopes.ts";
import { parseFilePath, parseProfile } from "./storage.ts";

const text = z.string("must be text");
const texts = z.union([z.string(), z.array(z.string())], "must be text or a list of texts");
const amount = z.union([z.string(), z.number()], "must be a number");

/** Each setting as it is given: the type it may have in a file, and what it must say. */
export const settingFields = {
  instance: checked(text, (value) => parseInstanceUrl(value, "instance")),
  instanceUrl: checked(text, (value) => parseInstanceUrl(value, "instanceUrl")),
  clientId: checked(text, parseClientId),
  clientSecret: checked(text, parseClientSecret),
  clientAuth: z.enum(["body", "basic"], 'must be "body" or "basic"'),
  redirectUri: checked(text, parseRedirectUri),
  scopes: checked(texts, parseScopes),
  out: checked(text, (value) => parseFilePath(value, "out")),
  format: z.enum(["text", "json", "env"], 'must be "text", "json" or "env"'),
  timeout: checked(amount, (value) => parseTimeout(String(value))),
  wait: checked(text, parseWait),
  caFile: checked(text, (value) => parseFilePath(value, "caFile")),
  profile: checked(text, parseProfile),
  refreshLifespan: checked(amount, (value) => parseLifespan(String(value))),
  store: z.enum(["keychain", "file", "none"], 'must be "keychain", "file" or "none"'),
};

/** The name of a setting as it is given, e.g. in a JSON settings file. */
export type SettingKey = keyof typeof settingFields;

/** A setting as a flag, the environment or a file gives it. */
export type RawValue = string | number | readonly string[];

/** Settings as they are given, not checked yet. */
export type RawSettings = { readonly [Key in SettingKey]?: RawValue | undefined };

/** Whether a name is that of a setting. */
export function isSettingKey(name: string): name is SettingKey {
  return Object.hasOwn(settingFields, name);
}

/** What is wrong with one setting as typed; undefined when nothing is. Lower case, no full stop. */
export function checkSetting(key: SettingKey, value: string): string | undefined {
  return settingFields[key].safeParse(value).error?.issues[0]?.message;
}

/** What is wrong with the type of a value, whatever it says; a text is of the right type for every setting. */
export function rawTypeFault(key: SettingKey, value: unknown): string | undefined {
  const issue = typeof value === "string" ? undefined : settingFields[key].safeParse(value).error?.issues[0];
  return issue?.code === "custom" ? undefined : issue?.message;
}

/** Lets zod check the type and `parse`, which throws CONFIG_INVALID, the meaning. */
function checked<Schema extends z.ZodMiniType, Value>(
  schema: Schema,
  parse: (given: z.output<Schema>) => Value,
) {
  return z.pipe(
    schema,
    z.transform((given: z.output<Schema>, context) => {
      try {
        return parse(given);
      } catch (error) {
        if (!isAuthError(error, "CONFIG_INVALID")) throw error;
        for (const { message } of error.details.problems)
          context.issues.push({ code: "custom", message, input: given });
        return z.NEVER;
      }
    }),
  );
}
