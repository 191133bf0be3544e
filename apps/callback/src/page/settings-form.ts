import {
  isAuthError,
  parseSettings,
  type RawSettings,
  type SettingProblem,
  type Settings,
  settingNames,
} from "@nowtoken/core";

/** The settings that the form asks for, in its order. */
export const formKeys = [
  "instance",
  "clientId",
  "clientSecret",
  "redirectUri",
  "instanceUrl",
  "scopes",
] as const;

export type FormKey = (typeof formKeys)[number];

/** The form as last sent; what it does not ask for comes from the page's options. */
export interface SettingsForm {
  readonly raw: RawSettings;
  /** The person has said that the record is a public client, which has no secret. */
  readonly isPublic: boolean;
}

export interface FormProblem {
  readonly key: string;
  readonly kind: SettingProblem["kind"];
  /** A whole sentence. */
  readonly text: string;
}

/** Takes what was typed; a client secret left empty means the one typed before, which the form never shows again. */
export function readSettingsForm(fields: URLSearchParams, before: SettingsForm): SettingsForm {
  const isPublic = fields.has("isPublic");
  const typed = (key: FormKey) => fields.get(key)?.trim() || undefined;
  const clientSecret = isPublic ? undefined : (typed("clientSecret") ?? before.raw.clientSecret);
  return {
    isPublic,
    raw: {
      ...before.raw,
      instance: typed("instance"),
      clientId: typed("clientId"),
      clientSecret,
      redirectUri: typed("redirectUri"),
      instanceUrl: typed("instanceUrl"),
      // Empty asks for none: the field begins with the guide's five.
      scopes: typed("scopes") ?? [],
    },
  };
}

/** The settings that a form amounts to, or everything that keeps it from being some. */
export function checkSettingsForm({
  raw,
  isPublic,
}: SettingsForm): { readonly settings: Settings } | { readonly problems: readonly FormProblem[] } {
  const undecided: FormProblem[] =
    isPublic || raw.clientSecret !== undefined
      ? []
      : [
          {
            key: "clientSecret",
            kind: "missing",
            text: "Client secret must be given, or the record be a public client.",
          },
        ];
  try {
    const settings = parseSettings(raw);
    return undecided.length === 0 ? { settings } : { problems: undecided };
  } catch (error) {
    if (!isAuthError(error, "CONFIG_INVALID")) throw error;
    return { problems: [...error.details.problems.map(toFormProblem), ...undecided] };
  }
}

/** What the OAuth record must hold, as far as the form says where the instance is. */
export function registrationOf({ raw }: SettingsForm): Pick<Settings, "redirectUri" | "scopes"> | undefined {
  const { instance, instanceUrl, redirectUri, scopes } = raw;
  try {
    // Neither depends on the client, which may not be typed yet.
    return parseSettings({ instance, instanceUrl, redirectUri, scopes, clientId: "any" });
  } catch (error) {
    if (isAuthError(error, "CONFIG_INVALID")) return undefined;
    throw error;
  }
}

function toFormProblem({ setting, kind, message }: SettingProblem): FormProblem {
  const label = settingNames.find(({ key }) => key === setting)?.label ?? "settings";
  return { key: setting ?? "", kind, text: `${label.charAt(0).toUpperCase()}${label.slice(1)} ${message}.` };
}
