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
  const instance = createPracticeInstance(options);
  const { clientId, clientSecret } = instance.client;
  const settings = parseSettings({
    instanceUrl: instance.origin,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
  });
  const effects = { fetch: instance.request, now: options.now ?? (() => new Date()), timeoutSeconds: 5 };
  return { instance, settings, effects };
}

/** A whole login through core's own functions, without a file. */
export async function logIn(options: PracticeOptions = {}): Promise<LoggedIn> {
  const practising = practise(options);
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
