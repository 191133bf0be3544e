import {
  type AnyAuthError,
  addAttemptFacts,
  buildAuthorizationRequest,
  completeLogin,
  createRegistryRecord,
  createTableApi,
  type Effects,
  generateLoginSecrets,
  parseSettings,
  planRegistryRecord,
  type RawSettings,
  type Settings,
} from "@nowtoken/core";
import {
  createPracticeInstance,
  type PracticeInstance,
  type PracticeOptions,
  visitAsPerson,
} from "@nowtoken/simulator";
import { errorOf } from "./scenario.ts";

/** A login on a practice instance that fails. */
export interface FailingLogin {
  /** The OAuth record, where it is not the guide's. */
  readonly client?: NonNullable<PracticeOptions["clients"]>[number];
  readonly behaviour?: PracticeOptions["behaviour"];
  /** Settings that are not those of the record. */
  readonly settings?: RawSettings;
  /** What happens on the instance between Allow and the exchange. */
  readonly meanwhile?: (instance: PracticeInstance) => void;
  /** What is pasted instead of the address that the browser ended on. */
  readonly paste?: (redirect: string, authorizationUrl: string) => string;
  /** Seconds between the making of the authorization URL and the exchange. */
  readonly seconds?: number;
  readonly decision?: "allow" | "deny";
  /** Whether another login was begun, and allowed, just before. */
  readonly follows?: true;
  /** What an earlier login with these values has shown. */
  readonly workedBefore?: { readonly client: boolean; readonly scopes: boolean };
  /** Whether the record is one that was just made through the Table API, with a secret of our own. */
  readonly isJustMade?: true;
}

/** An instance whose clock goes on when it is told to, and the outside world that leads to it alone. */
export function setPractice(options: PracticeOptions = {}) {
  const clock = { seconds: 0 };
  const start = Date.parse("2026-11-23T12:00:00Z");
  const now = () => new Date(start + clock.seconds * 1000);
  const instance = createPracticeInstance({ now, ...options });
  const effects: Effects = { fetch: instance.request, now, timeoutSeconds: 5 };
  return { instance, effects, clock };
}

/** The settings that fit the instance's record, with others in their place. */
export function settingsOf({ origin, client }: PracticeInstance, others: RawSettings = {}): Settings {
  const { clientId, clientSecret } = client;
  return parseSettings({ instanceUrl: origin, clientId, clientSecret, ...others });
}

/** Logs in through core as the command line does, and comes back with what went wrong. */
export async function failLogin(login: FailingLogin): Promise<AnyAuthError> {
  const { client = {}, behaviour = {}, seconds = 5, workedBefore, isJustMade } = login;
  const { instance, effects, clock } = setPractice({ clients: [client], behaviour });
  const made = isJustMade && (await makeRecord(instance, effects));
  const settings = settingsOf(instance, { ...login.settings, ...made });
  const begin = () => buildAuthorizationRequest(settings, generateLoginSecrets());
  if (login.follows) await authorise(begin().url, instance);
  const request = begin();
  const redirect = await authorise(request.url, instance, login.decision);
  clock.seconds += seconds;
  login.meanwhile?.(instance);
  const pasted = login.paste?.(redirect, request.url) ?? redirect;
  const facts = {
    codeAge: { atLeast: 0, atMost: seconds },
    ...(workedBefore && { workedBefore }),
    ...(isJustMade && { scopesAttached: true, secretWrittenByApi: true }),
  };
  return errorOf(
    completeLogin({ settings, request, redirect: pasted }, effects).catch((error) =>
      Promise.reject(addAttemptFacts(error, facts)),
    ),
  );
}

/** Makes the record as `nowtoken registry create` does, and yields what it would log in with. */
async function makeRecord(instance: PracticeInstance, effects: Effects): Promise<RawSettings> {
  const clientSecret = "practice-secret-that-we-chose-ourselves";
  const { clientId } = await createRegistryRecord({
    record: planRegistryRecord({ settings: settingsOf(instance) }),
    api: openTables({ instance, effects }),
    clientSecret,
  });
  return { clientId, clientSecret };
}

/** Who may do everything. */
export const administrator = { userName: "admin", password: "Practice-only-2" };

/** The Table API, as the instance's administrator. */
export const openTables = ({
  instance,
  effects,
}: Pick<ReturnType<typeof setPractice>, "instance" | "effects">) =>
  createTableApi({ instanceUrl: instance.origin, ...administrator }, effects);

/** Signs a user in, and gives the headers that carry the session. */
export async function signInAs(
  { request }: PracticeInstance,
  { userName, password }: Pick<PracticeInstance["user"], "userName" | "password">,
): Promise<{ readonly cookie: string }> {
  const body = new URLSearchParams({
    user_name: userName,
    user_password: password,
    sys_action: "sysverb_login",
  });
  const answer = await request("/login.do", { method: "POST", body });
  return { cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

/** The address that a login with the record's settings opens. */
export const urlOf = (instance: PracticeInstance): string =>
  buildAuthorizationRequest(settingsOf(instance), generateLoginSecrets()).url;

/** The address that the browser ends on. */
export async function authorise(
  url: string,
  { request, user }: PracticeInstance,
  decision: "allow" | "deny" = "allow",
): Promise<string> {
  const { userName, password } = user;
  return (await visitAsPerson({ url, fetch: request, userName, password, decision })).redirectedTo;
}

/** Changes one parameter of an address; undefined takes it out. */
export function withParameter(address: string, name: string, value: string | undefined): string {
  const url = new URL(address);
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url.href;
}

/** Logs in as another program does; gives the address that came back, and what redeems a code of it. */
export async function logInAsProgram(instance: PracticeInstance) {
  const { url, redirectUri, secrets } = buildAuthorizationRequest(
    settingsOf(instance),
    generateLoginSecrets(),
  );
  const redirect = new URL(await authorise(url, instance));
  const { clientId, clientSecret = "" } = instance.client;
  const redeem = (code: string): Promise<Response> =>
    instance.request("/oauth_token.do", {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: redirectUri,
        code_verifier: secrets.codeVerifier,
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
  return { redirect, redeem };
}
