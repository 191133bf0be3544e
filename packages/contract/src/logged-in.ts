import {
  buildAuthorizationRequest,
  type Credential,
  completeLogin,
  type Effects,
  generateLoginSecrets,
  parseSettings,
  type Settings,
} from "@nowtoken/core";
import {
  createPracticeInstance,
  type PracticeInstance,
  type PracticeOptions,
  visitAsPerson,
} from "@nowtoken/simulator";

/** A practice instance that core reaches in this process. */
export interface Practising {
  readonly instance: PracticeInstance;
  readonly settings: Settings;
  readonly effects: Effects;
}

/** A login that is over, and its tokens. */
export interface LoggedIn extends Practising {
  readonly credential: Credential;
}

/** Makes a practice instance, and the settings that fit its first client. */
export function practise(options: PracticeOptions = {}): Practising {
  return practiseOn(createPracticeInstance(options), options.now);
}

/** The settings that fit the first client of an instance. */
export function practiseOn(instance: PracticeInstance, now = () => new Date()): Practising {
  const { clientId, clientSecret } = instance.client;
  const settings = parseSettings({
    instanceUrl: instance.origin,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
  });
  return { instance, settings, effects: { fetch: instance.request, now, timeoutSeconds: 5 } };
}

/** A whole login through core's own functions, without a file. */
export async function logIn(options: PracticeOptions = {}): Promise<LoggedIn> {
  return logInTo(practise(options));
}

/** As {@link logIn}, to an instance that there is already. */
export async function logInTo(practising: Practising): Promise<LoggedIn> {
  const { instance, settings, effects } = practising;
  const request = buildAuthorizationRequest(settings, generateLoginSecrets());
  const { redirectedTo } = await visitAsPerson({
    url: request.url,
    fetch: instance.request,
    ...instance.user,
  });
  const { credential } = await completeLogin({ settings, request, redirect: redirectedTo }, effects);
  return { ...practising, credential };
}
