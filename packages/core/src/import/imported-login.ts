import * as z from "zod/mini";
import type { SettingProblem } from "../errors.ts";
import { configInvalid } from "../settings/config-invalid.ts";
import { settingFields } from "../settings/fields.ts";
import type { TextPosition } from "../settings/text-position.ts";
import { isPlaceholder } from "../settings/typed-text.ts";
import type { PasswordLogin } from "../token-endpoint/password.ts";

/** What a login made elsewhere holds; what its source does not tell is undefined. */
export interface ImportedValues {
  readonly instanceUrl: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly scopes: readonly string[] | undefined;
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
  /** When the access token dies. */
  readonly expiresAt: Date | undefined;
}

/** A login that was made elsewhere. */
export interface ImportedLogin extends ImportedValues {
  readonly from: "text" | "json" | "env" | "now-sdk" | "ansible";
  /** How new tokens are got: with the refresh token if there is one, or with a grant that needs nobody. */
  readonly grant: "import" | "client-credentials" | "password";
  /** Given with the grant `password`. */
  readonly passwordLogin?: PasswordLogin;
}

// RFC 6749 appendix A.12 and A.17.
const token = z.string("must be text").check(
  z.regex(/^[\x21-\x7e]+$/, "must be visible characters without spaces"),
  z.refine((text) => !isPlaceholder(text), "must have its placeholder replaced by the real token"),
);
const moment = z.pipe(
  z.iso.datetime("must be a date and time in UTC, as 2026-11-23T12:00:00Z"),
  z.transform((text) => new Date(text)),
);
const fields = {
  instanceUrl: settingFields.instanceUrl,
  clientId: settingFields.clientId,
  clientSecret: settingFields.clientSecret,
  scopes: settingFields.scopes,
  accessToken: token,
  refreshToken: token,
  expiresAt: moment,
};
const values = z.partial(z.object(fields));

export type ImportedField = keyof typeof fields;

/** One value, what its source calls it, and where it stands. */
export interface FoundValue {
  readonly field: ImportedField;
  readonly value: unknown;
  readonly label: string;
  readonly position?: Partial<TextPosition>;
}

/**
 * Checks what a source holds. Throws one CONFIG_INVALID for everything that is wrong, each with its label and place;
 * no value is repeated.
 */
export function checkFound(found: readonly FoundValue[]): ImportedValues {
  const repeated = found.filter(({ field }, index) => found.findIndex((one) => one.field === field) < index);
  const problems: SettingProblem[] = repeated.map((one) => problemWith(one, "must be given once"));
  const { data, error } = values.safeParse(
    Object.fromEntries(found.map(({ field, value }) => [field, value])),
  );
  for (const { path, message } of error?.issues ?? []) {
    const one = found.find(({ field }) => field === path[0]);
    if (one !== undefined) problems.push(problemWith(one, message));
  }
  if (problems.length > 0 || data === undefined) throw configInvalid(problems);
  return { ...absent, ...data };
}

const absent: ImportedValues = {
  instanceUrl: undefined,
  clientId: undefined,
  clientSecret: undefined,
  scopes: undefined,
  accessToken: undefined,
  refreshToken: undefined,
  expiresAt: undefined,
};

const problemWith = ({ label, position }: FoundValue, message: string): SettingProblem => ({
  setting: label,
  kind: "invalid",
  message,
  ...position,
});
