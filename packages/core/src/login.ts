import type { AuthorizationRequest } from "./authorization-request.ts";
import { parseAuthorizationResponse } from "./authorization-response.ts";
import { type Credential, toCredential } from "./credential.ts";
import type { FileWarning } from "./credential-file/file-warnings.ts";
import { type PreparedFile, prepareCredentialFile } from "./credential-file/prepared-file.ts";
import { commitCredential } from "./credential-file/rescue.ts";
import type { Effects } from "./effects.ts";
import type { Settings } from "./settings/settings.ts";
import { exchangeAuthorizationCode } from "./token-endpoint/exchange-authorization-code.ts";
import type { TokenSettings } from "./token-endpoint/token-request.ts";

/** What {@link completeLogin} finishes, and where the credential goes. */
export interface LoginCompletion {
  readonly settings: TokenSettings & Pick<Settings, "format">;
  readonly request: AuthorizationRequest;
  /** The redirected address, as the browser sent it or as a person pasted it. */
  readonly redirect: string | URL;
  /** The credential file, and the folder for tokens that could not be written to it; left out, nothing is written. */
  readonly file?: { readonly path: string; readonly stateFolder: string };
  /** Runs right before the token request leaves; when it throws, nothing is sent. */
  readonly beforeExchange?: () => Promise<void>;
  /** Ends the token request early; its reason is then what is thrown, and an earlier file stays as it is. */
  readonly signal?: AbortSignal | undefined;
}

export interface CompletedLogin {
  readonly credential: Credential;
  /** When the tokens came. */
  readonly receivedAt: Date;
  readonly warnings: readonly FileWarning[];
}

/**
 * Finishes a login: redirect → grant → tokens → credential → file.
 *
 * The file is made ready before the code is spent, and an earlier one stays as it is until the new one is whole.
 * Throws the errors of each step; CREDENTIAL_FILE_UNWRITABLE names in `rescuePath` where the tokens are when they had
 * been issued already.
 */
export async function completeLogin(login: LoginCompletion, effects: Effects): Promise<CompletedLogin> {
  const { settings, request, redirect, file } = login;
  const grant = parseAuthorizationResponse(redirect, request);
  const prepared = file && (await prepareCredentialFile(file.path));
  let credential: Credential;
  let receivedAt: Date;
  try {
    await login.beforeExchange?.();
    const tokens = await exchangeAuthorizationCode(settings, grant, effects, login);
    credential = toCredential(settings, grant.code, tokens);
    receivedAt = tokens.receivedAt;
  } catch (error) {
    await prepared?.discard();
    throw error;
  }
  return { credential, receivedAt, warnings: await store(credential, login, prepared) };
}

async function store(
  credential: Credential,
  { settings, file }: LoginCompletion,
  prepared: PreparedFile | undefined,
): Promise<readonly FileWarning[]> {
  if (file === undefined || prepared === undefined) return [];
  return commitCredential(prepared, credential, { format: settings.format, stateFolder: file.stateFolder });
}
