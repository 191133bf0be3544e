import {
  type AuthorizationRequest,
  type CompletedLogin,
  type CurrentUser,
  completeLogin,
  type Effects,
  fetchCurrentUser,
  formatCredential,
  isAuthError,
  type Settings,
} from "@nowtoken/core";
import { adviseOn } from "../failures/advice.ts";
import { printWarnings } from "../warnings.ts";
import { fileWarningSentence } from "./file-warning.ts";
import { formatPanel } from "./panel.ts";

export interface Finishing {
  readonly settings: Settings;
  readonly request: AuthorizationRequest;
  readonly redirect: string;
  /** The credential file; undefined for standard output. */
  readonly path: string | undefined;
  readonly stateFolder: string;
  readonly effects: Effects;
  readonly json: boolean;
  /** Whether the instance is asked whose tokens they are. */
  readonly verify: boolean;
  readonly beforeExchange?: () => Promise<void>;
}

/** Exchanges the code, writes the credential, and shows what a connector's form wants. */
export async function finishLogin(finishing: Finishing): Promise<void> {
  const { settings, request, redirect, path, stateFolder, effects, beforeExchange } = finishing;
  const completed = await completeLogin(
    {
      settings,
      request,
      redirect,
      ...(path !== undefined && { file: { path, stateFolder } }),
      ...(beforeExchange && { beforeExchange }),
    },
    effects,
  );
  // On standard output the credential comes before anything that can still fail.
  if (path === undefined) process.stdout.write(formatCredential(completed.credential, settings.format));
  const user = finishing.verify ? await findUser(completed, effects) : undefined;
  printWarnings([...completed.warnings.map(fileWarningSentence), ...credentialWarnings(completed, settings)]);
  present(finishing, completed, user);
}

function present(finishing: Finishing, { credential }: CompletedLogin, user: CurrentUser | undefined): void {
  const { settings, path, effects, json } = finishing;
  const panel = `${formatPanel({ settings, credential, path, user, now: effects.now() })}\n`;
  if (path === undefined) process.stderr.write(panel);
  else if (!json) process.stdout.write(panel);
  else {
    const { instanceUrl, clientId, scopes, expiresAt, refreshToken } = credential;
    const result = {
      file: path,
      format: settings.format,
      instanceUrl,
      clientId,
      scopes,
      expiresAt: expiresAt?.toISOString() ?? null,
      refreshTokenIssued: refreshToken !== undefined,
      user: user?.userName ?? null,
    };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  }
}

function credentialWarnings({ credential }: CompletedLogin, { scopes }: Settings): string[] {
  const warnings = [];
  if (credential.refreshToken === undefined) {
    warnings.push(
      "The instance issued no refresh token: check that the OAuth record is not a client-credentials record, and that its Refresh Token Lifespan is above 0.",
    );
  }
  const missing = scopes.filter((scope) => !credential.scopes.includes(scope));
  if (missing.length > 0 && credential.scopes.length > 0) {
    warnings.push(`The instance granted less than was asked for; missing: ${missing.join(", ")}.`);
  }
  if (credential.expiresAt === undefined) {
    warnings.push("The instance did not say when the access token dies.");
  }
  return warnings;
}

/** Whom the tokens belong to. A login that got its tokens has succeeded: nothing here can fail it. */
async function findUser({ credential }: CompletedLogin, effects: Effects): Promise<CurrentUser | undefined> {
  try {
    return await fetchCurrentUser(credential, effects);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    printWarnings([`Whom the tokens belong to could not be found out. ${adviseOn(error).message}`]);
    return undefined;
  }
}
