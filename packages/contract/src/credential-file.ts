import { readFile, stat } from "node:fs/promises";
import { parseEnv } from "node:util";
import type { LoginAttempt } from "./front-end.ts";

type Settings = LoginAttempt["settings"];

interface Issued {
  readonly code: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
}

interface Content {
  readonly mode: number;
  readonly content: unknown;
}

const ownerOnly = process.platform === "win32" ? 0o666 : 0o600;

/** The credential file in a form that can be compared: the guide's as it is, the others read, without their dates. */
export async function readFileAs(format: Settings["format"], path: string): Promise<Content | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  return { mode: (await stat(path)).mode & 0o777, content: read(format, text) };
}

function read(format: Settings["format"], text: string): unknown {
  if (format === "text") return text;
  const { expiresAt, SERVICENOW_EXPIRES_AT, scopes, ...rest } =
    format === "json" ? JSON.parse(text) : parseEnv(text);
  return { ...rest, dated: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(expiresAt ?? SERVICENOW_EXPIRES_AT) };
}

/** What the file of a successful login holds. */
export function expectedFile({ format, instanceUrl, clientId }: Settings, issued: Issued): Content {
  const { code, accessToken, refreshToken } = issued;
  const contents = {
    text: `Auth code: ${code}\nAccess token: ${accessToken}\nRefresh token: ${refreshToken ?? "(not issued)"}\n`,
    json: {
      version: 1,
      instanceUrl,
      clientId,
      authorizationCode: code,
      accessToken,
      refreshToken: refreshToken ?? null,
      dated: true,
    },
    env: {
      SERVICENOW_INSTANCE_URL: instanceUrl,
      SERVICENOW_CLIENT_ID: clientId,
      SERVICENOW_ACCESS_TOKEN: accessToken,
      SERVICENOW_REFRESH_TOKEN: refreshToken,
      dated: true,
    },
  };
  return { mode: ownerOnly, content: contents[format] };
}
