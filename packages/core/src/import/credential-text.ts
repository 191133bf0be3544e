import { parseEnv } from "node:util";
import type { SettingProblem } from "../errors.ts";
import { configInvalid } from "../settings/config-invalid.ts";
import { checkFound, type FoundValue, type ImportedField, type ImportedLogin } from "./imported-login.ts";

const longest = 64 * 1024;
const file = "the credential file";
const labels = new Map<string, ImportedField | undefined>([
  // Spent long ago.
  ["auth code", undefined],
  ["access token", "accessToken"],
  ["refresh token", "refreshToken"],
]);
const variables = new Map<string, ImportedField>([
  ["SERVICENOW_INSTANCE_URL", "instanceUrl"],
  ["SERVICENOW_CLIENT_ID", "clientId"],
  ["SERVICENOW_CLIENT_SECRET", "clientSecret"],
  ["SERVICENOW_SCOPES", "scopes"],
  ["SERVICENOW_ACCESS_TOKEN", "accessToken"],
  ["SERVICENOW_REFRESH_TOKEN", "refreshToken"],
  ["SERVICENOW_EXPIRES_AT", "expiresAt"],
]);
// Ours, and what the guide's script writes when the answer had none.
const notIssued = /^(?:\(not issued\)|None)?$/;

/**
 * Reads a credential file: the guide's three lines, our JSON, or our dotenv file; the text shows which.
 *
 * Lines may end as they like and stand in any order. Throws CONFIG_INVALID with the line of whatever else there is.
 */
export async function readCredentialText(text: string): Promise<ImportedLogin> {
  if (text.length > longest) throw unusable("must be at most 64 KiB");
  const lines = text.replace(/^\uFEFF/u, "").replace(/\r\n?/gu, "\n");
  const { from, found } = await readAs(lines);
  const login = { ...checkFound(found), from, grant: "import" } as const;
  if (login.accessToken === undefined && login.refreshToken === undefined)
    throw unusable("must hold an access token or a refresh token");
  return login;
}

interface Reading {
  readonly from: ImportedLogin["from"];
  readonly found: FoundValue[];
}

async function readAs(text: string): Promise<Reading> {
  if (/^\s*[[{]/u.test(text)) {
    const { readCredentialJson } = await import("./credential-json.ts");
    return { from: "json", found: readCredentialJson(text) };
  }
  if (/^\s*(?:export\s+)?SERVICENOW_\w+\s*=/mu.test(text)) return { from: "env", found: readVariables(text) };
  return { from: "text", found: readLines(text) };
}

function readLines(text: string): FoundValue[] {
  const found: FoundValue[] = [];
  const problems: SettingProblem[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const position = { line: index + 1 };
    const [, label = "", value = ""] = /^\s*([a-z ]+?)\s*:\s*(.*?)\s*$/iu.exec(line) ?? [];
    const field = labels.get(label.toLowerCase());
    if (field !== undefined) {
      if (field === "accessToken" || !notIssued.test(value)) found.push({ field, value, label, position });
    } else if (!labels.has(label.toLowerCase()) && line.trim() !== "") {
      const message = "must hold the lines Auth code, Access token and Refresh token alone";
      problems.push({ setting: file, kind: "invalid", message, ...position });
    }
  }
  if (problems.length > 0) throw configInvalid(problems);
  return found;
}

function readVariables(text: string): FoundValue[] {
  const given = parseEnv(text);
  return text.split("\n").flatMap((line, index) => {
    const [, label = ""] = /^\s*(?:export\s+)?(\w+)\s*=/u.exec(line) ?? [];
    const field = variables.get(label);
    const value = given[label];
    return field === undefined || !value ? [] : [{ field, value, label, position: { line: index + 1 } }];
  });
}

const unusable = (message: string) => configInvalid([{ setting: file, kind: "invalid", message }]);
