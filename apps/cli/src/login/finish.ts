import {
  type AnyAuthError,
  type AuthorizationRequest,
  type CompletedLogin,
  type Credential,
  type CurrentUser,
  commitCredential,
  completeLogin,
  credentialFile,
  describeFileWarning,
  type Effects,
  formatCredential,
  isAuthError,
  type Profile,
  type SavedLogin,
  type Settings,
  saveLogin,
  settleUser,
  standardOutput,
} from "@nowtoken/core";
import { describeSaving } from "../profiles/describe-saving.ts";
import { type Saving, warnUnlessWanted } from "../profiles/saving.ts";
import { outputUnwritable, writeToStandardOutput } from "../terminal/standard-output.ts";
import { printWarnings } from "../warnings.ts";
import { formatPanel } from "./panel.ts";
import { describeUnknown, findOwner, knownUser, type TokenOwner } from "./token-owner.ts";

/** What is needed to show how a login ended. */
export interface Presenting {
  readonly settings: Settings;
  /** The credential file; undefined for standard output. */
  readonly path: string | undefined;
  readonly stateFolder: string;
  readonly effects: Effects;
  readonly json: boolean;
  /** Where the client secret is, when it is not the person who has it. */
  readonly secretPlace?: string | undefined;
  /** Takes the result of `json`; printed when left out. */
  readonly printJson?: (result: object) => void;
  /** How the login is kept; undefined when it is not. */
  readonly saving: Saving | undefined;
  /** Ends the login; its reason is then what is thrown, tokens that were issued having been handed over. */
  readonly signal: AbortSignal;
}

export interface Finishing extends Presenting {
  readonly request: AuthorizationRequest;
  readonly redirect: string;
  /** When the authorization URL was made. */
  readonly begunAt: Date;
  /** Whether the instance is asked whose tokens they are. */
  readonly verify: boolean;
  readonly beforeExchange?: () => Promise<void>;
}

export interface StoredLogin extends CompletedLogin {
  /** Whom the tokens belong to, or why that is not known; undefined when the instance was not asked. */
  readonly owner: Promise<TokenOwner>;
  /** The profile that keeps the login, or why none does; undefined when none was to. */
  readonly saved: SavedLogin | AnyAuthError | undefined;
}

/** Exchanges the code, writes the credential, and shows what a connector's form wants. */
export async function finishLogin(finishing: Finishing): Promise<void> {
  await presentLogin(finishing, await storeLogin(finishing));
}

/** Exchanges the code and writes the credential file. */
export async function storeLogin(finishing: Finishing): Promise<StoredLogin> {
  const { settings, request, redirect, path, stateFolder, effects, beforeExchange, verify, signal } =
    finishing;
  const completed = await completeLogin(
    {
      settings,
      request,
      redirect,
      signal,
      ...(path !== undefined && { file: { path, stateFolder } }),
      ...(beforeExchange && { beforeExchange }),
    },
    effects,
  ).catch(async (error) => {
    const { withAttemptFacts } = await import("../failures/attempt-facts.ts");
    throw await withAttemptFacts(error, finishing);
  });
  const owner = verify ? findOwner(completed.credential, effects, signal) : Promise.resolve(undefined);
  // It is awaited later, by whoever shows it.
  owner.catch(() => undefined);
  return { ...completed, owner, saved: await keep(completed, finishing) };
}

/** The tokens are in the credential file already: not keeping them is told at the end. */
async function keep(
  { credential, receivedAt }: CompletedLogin,
  { saving, settings, path }: Finishing,
): Promise<SavedLogin | AnyAuthError | undefined> {
  if (saving === undefined) return undefined;
  const { store, name, key } = saving;
  try {
    return await saveLogin(store, {
      name,
      settings,
      credential,
      grant: "authorization-code",
      receivedAt,
      key,
      handedTo: path === undefined ? standardOutput : credentialFile,
    });
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
}

/** Writes down whom the tokens belong to, where that is known: a profile without it is a good one too. */
async function keepUser(
  saved: SavedLogin | undefined,
  user: CurrentUser | undefined,
  { saving }: Presenting,
): Promise<SavedLogin | undefined> {
  if (saved === undefined || user === undefined || saving === undefined) return saved;
  return settleUser(saving.store, saved, user).catch(() => saved);
}

/** Shows what a connector's form wants. On standard output the credential comes before anything that can still fail. */
export async function presentLogin(finishing: Presenting, stored: StoredLogin): Promise<void> {
  const { path, settings } = finishing;
  if (path === undefined) await handOver(stored.credential, finishing);
  const owner = await stored.owner;
  const user = knownUser(owner);
  const { saved } = stored;
  const kept = await keepUser(isAuthError(saved) ? undefined : saved, user, finishing);
  printWarnings([
    ...describeSaving(kept, finishing.saving, user),
    ...(await describeUnknown(owner)),
    ...stored.warnings.map(describeFileWarning),
    ...credentialWarnings(stored, settings),
  ]);
  present(finishing, stored, { user, profile: kept?.profile });
  if (isAuthError(saved)) await warnUnlessWanted(saved, finishing.saving?.wanted ?? false);
  finishing.signal.throwIfAborted();
}

/** Writes the credential to standard output; tokens that it does not take go where those of a file would. */
async function handOver(credential: Credential, { settings, stateFolder }: Presenting): Promise<void> {
  const path = "standard output";
  const write = async () => {
    const text = formatCredential(credential, settings.format, path);
    await writeToStandardOutput(text).catch((error) => Promise.reject(outputUnwritable(error)));
    return [];
  };
  const prepared = { path, warnings: [], write };
  await commitCredential(prepared, credential, { format: settings.format, stateFolder });
}

function present(
  finishing: Presenting,
  completed: CompletedLogin,
  { user, profile }: { user: CurrentUser | undefined; profile: Profile | undefined },
): void {
  const { settings, path, effects, json, secretPlace } = finishing;
  const { credential, warnings } = completed;
  const now = effects.now();
  const panel = `${formatPanel({ settings, credential, path, warnings, user, profile, secretPlace, now })}\n`;
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
      profile: profile?.name ?? null,
    };
    const { printJson = printToStandardOutput } = finishing;
    printJson(result);
  }
}

const printToStandardOutput = (result: object): void =>
  void process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

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
