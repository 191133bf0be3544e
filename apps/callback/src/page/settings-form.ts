import {
  isAuthError,
  parseSettings,
  type RawSettings,
  type SettingProblem,
  type Settings,
} from "@nowtoken/core";

/** The settings that the form asks for, in its order. */
const formKeys = [
  "instance",
  "clientId",
  "clientSecret",
  "profile",
  "redirectUri",
  "instanceUrl",
  "scopes",
] as const;

export type FormKey = (typeof formKeys)[number];

/** What the record's own form, or the guide, calls them. */
export const formLabels: Record<FormKey, string> = {
  instance: "Instance",
  clientId: "Client ID",
  clientSecret: "Client secret",
  profile: "Name",
  redirectUri: "Redirect URL",
  instanceUrl: "Token URL",
  scopes: "Scopes",
};

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
      // Not asked for where no login is kept.
      profile: fields.has("profile") ? typed("profile") : before.raw.profile,
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
    return { problems: [...error.details.problems.map(toFormProblem), ...undecided].sort(byPlace) };
  }
}

/** What the OAuth record must hold for a login to come back. */
export interface RegisteredValues {
  /** Undefined as long as the form does not say where the instance is. */
  readonly redirectUri: string | undefined;
  readonly scopes: readonly string[];
}

export function registeredValues({ raw }: SettingsForm): RegisteredValues {
  const { instance, instanceUrl, redirectUri, scopes } = raw;
  return {
    redirectUri: tryParse({ instance, instanceUrl, redirectUri })?.redirectUri,
    scopes: tryParse({ instance: "any", scopes })?.scopes ?? [],
  };
}

/** What the form says of the instance, the redirect URL and the scopes; undefined as long as it is not valid. */
export function plannedSettings({ raw }: SettingsForm): Settings | undefined {
  const { instance, instanceUrl, redirectUri, scopes } = raw;
  return tryParse({ instance, instanceUrl, redirectUri, scopes });
}

/** The form as nobody has touched it yet: the guide's scopes, and what is given besides. */
export function blankForm(given: RawSettings = {}): SettingsForm {
  return { raw: { scopes: tryParse({ instance: "any" })?.scopes, ...given }, isPublic: false };
}

/** Settings that need no client, which may not be typed yet. */
function tryParse(raw: RawSettings): Settings | undefined {
  try {
    return parseSettings({ ...raw, clientId: "any" });
  } catch (error) {
    if (isAuthError(error, "CONFIG_INVALID")) return undefined;
    throw error;
  }
}

function toFormProblem({ setting = "", kind, message }: SettingProblem): FormProblem {
  const label = formKeys.find((key) => key === setting);
  return { key: setting, kind, text: `${label ? formLabels[label] : setting} ${message}.` };
}

/** The form's own order; what it does not ask for comes first. */
const byPlace = (one: FormProblem, other: FormProblem) => places.indexOf(one.key) - places.indexOf(other.key);
const places: readonly string[] = formKeys;
