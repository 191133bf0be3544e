import * as z from "zod/mini";
import type { SettingProblem } from "../errors.ts";
import { configInvalid } from "../settings/config-invalid.ts";
import type { FileEntry } from "../settings/file-entries.ts";
import { readJsonEntries } from "../settings/json-file.ts";
import type { FoundValue } from "./imported-login.ts";

const field = z.enum([
  "instanceUrl",
  "clientId",
  "clientSecret",
  "scopes",
  "accessToken",
  "refreshToken",
  "expiresAt",
]);

/** The members of our JSON, version 1. Throws CONFIG_INVALID for another version and for members that it has not. */
export function readCredentialJson(text: string): FoundValue[] {
  const entries = readJsonEntries(text);
  const version = entries.find(({ name }) => name === "version");
  if (version?.value !== 1)
    throw configInvalid([
      { setting: "version", kind: "invalid", message: "must be 1", ...version?.position },
    ]);
  const others = entries.filter(({ name }) => name !== "version" && name !== "authorizationCode");
  const unknown = others.filter(({ name }) => !field.safeParse(name).success);
  if (unknown.length > 0) throw configInvalid(unknown.map(toProblem));
  return others.flatMap(({ name, value, position }) => {
    const known = field.safeParse(name).data;
    return known === undefined || value === null ? [] : [{ field: known, value, label: name, position }];
  });
}

const toProblem = ({ position }: FileEntry): SettingProblem => ({
  setting: "the credential file",
  kind: "unknown",
  message: "must hold nothing but the members of version 1",
  ...position,
});
