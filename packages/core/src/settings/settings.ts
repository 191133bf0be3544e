import * as z from "zod/mini";
import type { SettingProblem } from "../errors.ts";
import { configInvalid } from "./config-invalid.ts";
import { type SettingKey, settingFields } from "./fields.ts";
import { defaultScopes } from "./scopes.ts";
import { trimTyped } from "./typed-text.ts";

/** Everything that a login needs to know, checked, with defaults filled in. */
export interface Settings {
  /** The instance's origin: https, or http on a loopback host. */
  readonly instanceUrl: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  /** How the client authenticates (RFC 6749 §2.3.1); ServiceNow documents `body` only. */
  readonly clientAuth: "body" | "basic";
  /** Byte for byte as the record has it; absolute, or a path on the instance. */
  readonly redirectUri: string;
  /** Empty means that the parameter is left out. */
  readonly scopes: readonly string[];
  /** The credential file; `-` is standard output, undefined the default place. */
  readonly out: string | undefined;
  readonly format: "text" | "json" | "env";
  /** One request's deadline, in seconds. */
  readonly timeoutSeconds: number;
  /** How long to wait for the person, in milliseconds. */
  readonly waitMs: number;
  /** PEM file of certificate authorities to trust besides the system's. */
  readonly caFile: string | undefined;
  /** Undefined means the one that is chosen in the store. */
  readonly profile: string | undefined;
  /** Refresh Token Lifespan of the OAuth record, in seconds; undefined when nobody said. */
  readonly refreshLifespanSeconds: number | undefined;
  /** Where secrets are kept; undefined means in the keychain, if there is one. */
  readonly store: "keychain" | "file" | "none" | undefined;
}

const givenValues = z.record(z.string(), z.unknown());
const settingsShape = z.partial(z.strictObject(settingFields));
/** Given blank, these count as not given: forms and templates leave them so. */
const blankable = ["instance", "instanceUrl", "clientId", "clientSecret"];

/**
 * Checks `RawSettings` and fills in the defaults.
 *
 * Throws one CONFIG_INVALID with every problem; what is needed and was not given has the kind `missing`.
 */
export function parseSettings(input: unknown): Settings {
  const given = givenValues.safeParse(input);
  if (!given.success) throw configInvalid([{ kind: "invalid", message: "must be an object of settings" }]);
  const raw = withoutBlanks(given.data);
  const { data = {}, error } = settingsShape.safeParse(raw);
  const problems = [...missing(raw), ...(error?.issues ?? []).map(toProblem), ...conflict(raw)];
  const { instance, instanceUrl = instance, clientId } = data;
  if (problems.length > 0 || instanceUrl === undefined || clientId === undefined)
    throw configInvalid(problems);
  return {
    instanceUrl,
    clientId,
    clientSecret: data.clientSecret,
    clientAuth: data.clientAuth ?? "body",
    redirectUri: data.redirectUri ?? `${instanceUrl}/oauth_redirect.do`,
    scopes: data.scopes ?? defaultScopes,
    out: data.out,
    format: data.format ?? "text",
    timeoutSeconds: data.timeout ?? 30,
    waitMs: data.wait ?? 300_000,
    caFile: data.caFile,
    profile: data.profile,
    refreshLifespanSeconds: data.refreshLifespan,
    store: data.store,
  };
}

type Given = Readonly<Record<string, unknown>>;

function withoutBlanks(given: Given): Given {
  const isBlank = (value: unknown) => typeof value === "string" && trimTyped(value) === "";
  return Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) => value !== undefined && !(blankable.includes(key) && isBlank(value)),
    ),
  );
}

function missing({ instance, instanceUrl, clientId }: Given): SettingProblem[] {
  const absent: SettingKey[] = [];
  if (instance === undefined && instanceUrl === undefined) absent.push("instance");
  if (clientId === undefined) absent.push("clientId");
  return absent.map((setting) => ({ setting, kind: "missing", message: "must be given" }));
}

function conflict({ instance, instanceUrl }: Given): SettingProblem[] {
  const one = settingFields.instance.safeParse(instance).data;
  const other = settingFields.instanceUrl.safeParse(instanceUrl).data;
  if (one === undefined || other === undefined || one === other) return [];
  const message = `must name the same host as the instance URL: "${one}" is not "${other}"`;
  return [{ setting: "instance", kind: "conflict", message }];
}

function toProblem({ code, path: [setting], message }: z.core.$ZodIssue): SettingProblem {
  if (code === "unrecognized_keys")
    return { kind: "unknown", message: "must hold nothing but known settings" };
  return { setting: String(setting), kind: "invalid", message };
}
