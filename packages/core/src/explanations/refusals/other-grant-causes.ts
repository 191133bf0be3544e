import { type Cause, tokenFlowLog } from "../entry.ts";

export const clientCredentialsOff: Cause = {
  id: "client-credentials-off",
  cause: "The instance does not allow the client credentials grant.",
  check: [
    "Whether the property glide.oauth.inbound.client.credential.grant_type.enabled exists: no instance has it from the start.",
  ],
  fix: ["Have an administrator create that system property: type true | false, value true."],
  source: "KB1645212",
  log: tokenFlowLog,
};

export const applicationUserMissing: Cause = {
  id: "application-user-missing",
  cause: "The OAuth record names no OAuth Application User, whom client credentials would act as.",
  check: ["The field OAuth Application User of the record; it may have to be added to the form."],
  fix: ["Set OAuth Application User to the integration's own user."],
  source: "stojdev/oauth-client, SERVICENOW_RESULTS.md; KB1645212",
};

export const guestRelease: Cause = {
  id: "guest-release",
  cause: "Before Washington DC, tokens of client credentials act as guest.",
  check: ["The instance's release: stats.do, or the lower end of the main menu."],
  fix: ["Use the authorization code grant (`nowtoken login`), or upgrade the instance."],
  source: "KB1710801",
};

export const passwordGrantOff: Cause = {
  id: "password-grant-off",
  cause: "The instance does not allow the password grant.",
  check: ["Property glide.oauth.inbound.ropc.grant_type.disabled, and the record's own grants."],
  fix: ["Use the authorization code grant: `nowtoken login`. It works with single sign-on and MFA too."],
  source: "community m-p/3230133; ServiceNow documentation",
};

export const userCannotSignIn: Cause = {
  id: "user-cannot-sign-in",
  cause:
    "The user cannot sign in that way: inactive, locked out, a password that must be changed, or single sign-on only.",
  check: [
    "The user's record: Active, Locked out, Password needs reset, and whether it has a password of its own.",
    "Web service access only: one thread says that ticking it helps, another source that it blocks.",
  ],
  fix: [
    "Use the authorization code grant: `nowtoken login`. It works with single sign-on and MFA too.",
    "Or have an administrator unlock the user, or give it a local password.",
  ],
  source: "ServiceNow documentation, r_OAuthAPIRequestParameters; community m-p/2357504",
  log: tokenFlowLog,
};

export const userPasswordWrong: Cause = {
  id: "user-password-wrong",
  cause: "User name or password is wrong.",
  check: ["Sign in at the instance's own login page with the same two."],
  fix: ["Correct the password, or use `nowtoken login`, where you sign in on the instance's own page."],
  source: "community td-p/2373416",
  log: tokenFlowLog,
};

export const assertionRefused: Cause = {
  id: "assertion-refused",
  cause: "The assertion was refused: its aud, iss, sub or exp, its signature, or a jti that was used before.",
  check: [
    "aud and iss must be the client id, sub the value of the chosen user field, exp in the future; the key that of the record's JWT verifier map.",
    "This computer's clock.",
  ],
  fix: ["Correct the claim, or register the certificate again."],
  source: "ServiceNow documentation, configure-an-oauth-jwt-bearer-grant",
  log: tokenFlowLog,
};

export const identityTypeMachine: Cause = {
  id: "identity-type-machine",
  cause: "The user's Identity type is Machine, which may not call this API.",
  check: ["The field Identity type of the user's record."],
  fix: ["Set Identity type to Human."],
  source: "SDK ci-integration.md",
};
