import {
  buildAuthorizationRequest,
  completeLogin,
  generateLoginSecrets,
  isAuthError,
  parseSettings,
} from "@nowtoken/core";
import { describeLoginContract } from "./describe-login-contract.ts";
import type { LoginAttempt, LoginFrontEnd } from "./front-end.ts";

/** core's own functions, called in their order. */
const core: LoginFrontEnd = {
  name: "core",
  transport: "request",
  async login({ settings: raw, file, stateFolder, fetch, visit }: LoginAttempt) {
    const { timeoutSeconds, ...given } = raw;
    let authorizationUrl: string | undefined;
    try {
      const settings = parseSettings({ ...given, timeout: timeoutSeconds });
      const request = buildAuthorizationRequest(settings, generateLoginSecrets());
      authorizationUrl = request.url;
      const redirect = await visit(request.url);
      const effects = { fetch, now: () => new Date(), timeoutSeconds };
      const { warnings } = await completeLogin(
        { settings, request, redirect, file: { path: file, stateFolder } },
        effects,
      );
      return { error: undefined, visible: JSON.stringify(warnings), authorizationUrl };
    } catch (error) {
      if (!isAuthError(error)) throw error;
      const { code, message, details, stack } = error;
      return { error: code, visible: JSON.stringify({ message, details, stack }), authorizationUrl };
    }
  },
};

describeLoginContract(core);
