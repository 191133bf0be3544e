/** A failure as somebody tells it in words of their own. */
export interface ToldText {
  readonly text: string;
  /** The id of the cause that must be ranked first. */
  readonly cause: string;
  /** Why these words alone do not tell this cause from a likelier one: it is not ranked first then. */
  readonly unclear?: string;
}

const tell = (cause: string, ...texts: readonly string[]): ToldText[] =>
  texts.map((text) => ({ text, cause }));

const refusal = '{"error_description":"access_denied","error":"server_error"}';

/**
 * The problems that people have most with ServiceNow's OAuth, in words that were not taken from the dictionary: as
 * threads put them, and as somebody would who has never seen it.
 */
export const toldTexts: readonly ToldText[] = [
  ...tell(
    "code-spent",
    `POST oauth_token.do with grant_type=authorization_code returns 401 ${refusal}, I took the code from the address bar`,
    "requesting a token with the auth code I just copied and all I get is error server_error, error_description access_denied",
    "The authorization code only works the first time, the second run of the script says access_denied / server_error",
    `Error in API call [401] - Unauthorized\n{"error_description": "access_denied", "error": "server_error"}`,
    "401 Client Error: Unauthorized for url: https://dev12345.service-now.com/oauth_token.do",
    "Response status code does not indicate success: 401 (Unauthorized). https://acme.service-now.com/oauth_token.do",
  ),
  ...tell(
    "refresh-expired",
    `My refresh call to oauth_token.do suddenly answers ${refusal}, it worked for months`,
    "Refreshing the token fails with access_denied (server_error) since this morning",
    "invalid_grant when our job tries to refresh its token",
    "Our ServiceNow connector dies roughly every three months and somebody has to log in again, although it fetches new access tokens every half hour",
    "Refresh token expires after exactly 8640000 seconds no matter how often we use it",
    "Connection to ServiceNow stops working after 100 days",
    "Invalid grant",
  ),
  ...tell(
    "lifespan-stamped",
    "I changed Refresh Token Lifespan to 31536000 but the existing refresh token still expires in 100 days",
    "We extended the refresh token's lifetime in the application registry last month; the connector's token expired anyway",
    "Access Token Lifespan set to 7200 yet the token I already have still says 1800",
  ),
  ...tell(
    "expected-failure-page",
    "After I click Allow I land on a ServiceNow page saying OAuth redirect failed, is something wrong?",
    "Browser shows: Your OAuth redirect failed. Please check if the redirect URL setup …",
    "the page after Allow says that the OAuth redirect has failed",
  ),
  ...tell(
    "redirect-url-empty",
    "The authorize page only says Missing redirect URL in application registration",
    "missing redirect url in the app registration when I open the authorization link",
  ),
  ...tell(
    "redirect-not-listed",
    "Power BI pops up a white page with invalid redirect_uri",
    "it pops open an empty window then fails with the error 'Invalid redirect_uri",
    'The error states that it cannot authorize it due to an "Invalid redirect_uri", though we entered that into the app registration for ServiceNow',
    "ServiceNow: redirect_uri is invalid",
  ),
  ...tell(
    "privacy-settings",
    "Error: EPERM: operation not permitted, open '/Users/jo/Desktop/servicenow_credentials.txt'",
    "PermissionError: [Errno 1] Operation not permitted: '/Users/jo/Desktop/servicenow_credentials.txt'",
  ),
  ...tell(
    "file-locked",
    "Error: EPERM: operation not permitted, open 'C:\\Users\\jo\\Desktop\\servicenow_credentials.txt'",
    "Error: EPERM: operation not permitted, open '/home/jo/servicenow_credentials.txt'",
  ),
  ...tell("redirect-differs", "Redirect URL mismatch", "the guide's error: redirect url does not match"),
  ...tell(
    "state-missing",
    "the link without a state gives Missing State parameter in request",
    "ServiceNow complains that the State parameter is missing in the request",
  ),
  ...tell(
    "challenge-missing",
    "oauth_auth.do says Missing code_challenge parameter since PKCE was ticked",
    "The record has PKCE required and the login answers that the code challenge is missing",
  ),
  ...tell(
    "scope-missing",
    `${refusal} and in the system log: invalid_scope`,
    "token request denied, syslog has: invalid_scope: The provided OAuth token is not valid",
    "Invalid scope",
    "Exception on token flow - invalid_scope",
  ),
  ...tell(
    "api-scope-missing",
    "403 Missing required api access scope: incident_read with a token we just got",
    "Table API answers that the required API access scope is missing",
  ),
  ...tell(
    "bearer-header",
    "With a brand new access token the Table API returns 401 User Not Authenticated, Required to provide Auth information",
    "Token from one minute ago, the API says Required to provide Auth information",
  ),
  ...tell("access-expired", "User Not Authenticated", "HTTP 401 Unauthorized from /api/now/table/incident"),
  ...tell(
    "application-user-missing",
    "400 unauthorized_client Received client_credentials grant_type request however integration user is not configured for OAuth:abc",
    "client credentials flow says the integration user is not configured",
  ),
  ...tell(
    "client-credentials-off",
    "grant_type=client_credentials always gives access_denied / server_error",
    "Client Credentials against ServiceNow: access_denied, even with the right id and secret",
  ),
  ...tell(
    "guest-release",
    "client_credentials token acts as guest user",
    "With client credentials we get a token, but every call is made as guest",
  ),
  ...tell(
    "user-cannot-sign-in",
    "password grant fails for SSO users with access_denied server_error",
    "ROPC login does not work for our users with MFA, access_denied",
    "The password is correct, I can sign in by hand, but grant_type=password gets no token",
  ),
  ...tell("password-grant-off", "unsupported_grant_type Invalid grant_type: password"),
  ...tell(
    "body-not-form",
    "Works fine in Postman, the same client id and secret from Node give 401",
    "I can get a token using Postman but not with my C# HttpClient",
    "curl from the shell works but our Java code gets access_denied",
  ),
  ...tell(
    "instance-asleep",
    "our dev instance returns an html page that it is hibernating",
    "The PDI went to sleep and token calls return HTML: Instance Hibernating page",
    "developer.servicenow.com instance is asleep, token endpoint gives a web page",
  ),
  ...tell(
    "refresh-parallel",
    "Several workers share one ServiceNow refresh token, some of their refreshes get 401 at random",
    "refresh of the ServiceNow token fails every now and then and works again on retry",
    "two pods refresh the same refresh_token at the same time and one of them gets 401",
  ),
  ...tell(
    "menu-moved",
    'I cannot find "Create an OAuth API endpoint for external clients"',
    "deprecated: use New Inbound Integration Experience",
    "The Application Registry no longer offers Create an OAuth API endpoint for external clients",
    "Where is Create an OAuth API endpoint? We are on Zurich and it isn't there",
    "I don't see System OAuth > Application Registry in the menu",
  ),
  ...tell(
    "secret-unreadable",
    "GET on oauth_entity gives me client_secret as asterisks",
    "The client secret comes back encrypted from the Table API",
  ),
  ...tell(
    "record-changed",
    `after clone the connector gets ${refusal}`,
    "invalid_client, the instance was cloned yesterday",
    "our dev instance was cloned over from prod this weekend and now OAuth says access_denied server_error",
    "since the PDI was reset my client secret is refused",
    "Test instance refreshed from production, now the OAuth client id does not work any more",
  ),
  ...tell(
    "cookies-blocked",
    "Safari keeps showing the Allow page again",
    "consent screen in Safari loops forever",
  ),
  ...tell(
    "endpoint-mixed-up",
    "Do I have to call oauth_redirect.do or oauth_token.do?",
    "Which URL do I post to, oauth_redirect.do or oauth_token.do",
  ),
  ...tell("identity-type-machine", "User svc.api is not allowed to access com.glide.ui.ng.AngularProcessor"),
  ...tell(
    "secret-wrong",
    "Invalid client",
    "ServiceNow says invalid_client when I exchange the code",
    "Exception on token flow - client_secret",
  ),
  ...tell(
    "python-missing",
    "zsh: command not found: python",
    "'python' is not recognized as an internal or external command",
    "bash: python3: command not found",
    "Python was not found; run without arguments to install from the Microsoft Store",
  ),
  ...tell(
    "pip-missing",
    "'pip' is not recognized as an internal or external command",
    "zsh: command not found: pip",
  ),
  ...tell(
    "requests-missing",
    "ModuleNotFoundError: No module named 'requests'",
    "ImportError: No module named requests",
  ),
  ...tell("template-incomplete", "NameError: name 'client_id' is not defined"),
  ...tell("wrong-thing-copied", "KeyError: 'code'"),
];

/**
 * More of them, which were written when the patterns were done, and read once before anything was changed for them: the
 * cause came first in {@link firstReading}.
 */
export const laterTexts: readonly ToldText[] = [
  ...tell(
    "code-spent",
    "The token call says access_denied. I pasted the code about five minutes after clicking Allow, authorization_code grant, server_error",
    "error_description=access_denied error=server_error when swapping my auth code for tokens",
    "HTTP/1.1 401 Unauthorized POST /oauth_token.do grant_type=authorization_code",
  ),
  ...tell(
    "refresh-expired",
    "refresh_token grant to the instance is answered with 401 access_denied",
    "The ServiceNow integration lost its connection after 3 months, we had to authorize it again",
    "Why does my ServiceNow refresh token stop being valid although I use it daily?",
  ),
  ...tell(
    "lifespan-stamped",
    "I increased the refresh token lifespan to one year but nothing happened, token dies on the same day",
    "Changing the access token lifespan does not affect tokens that exist already",
  ),
  ...tell(
    "expected-failure-page",
    "Your OAuth redirect failed",
    "I get an error page from oauth_redirect.do after allowing, but there is a code in the URL",
  ),
  ...tell(
    "redirect-url-empty",
    "Missing redirect URL in application registration. Please contact your administrator",
  ),
  ...tell("redirect-not-listed", "AppFlow: invalid redirect URI when I click connect"),
  ...tell("redirect-differs", "redirect_uri_mismatch from ServiceNow"),
  ...tell("state-missing", "Missing State parameter in request."),
  ...tell("challenge-missing", "Our connector does not do PKCE and gets Missing code_challenge parameter"),
  ...tell(
    "scope-missing",
    "the scope I ask for is refused: invalid_scope",
    "System Logs show Exception on token flow - invalid_scope while the client only sees access_denied",
  ),
  ...tell(
    "api-scope-missing",
    '{"error":{"message":"Missing required api access scope","detail":null},"status":"failure"}',
  ),
  ...tell("bearer-header", "I just fetched a token and the first API call fails with User Not Authenticated"),
  ...tell(
    "access-expired",
    'After half an hour every request gets {"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}',
  ),
  ...tell(
    "application-user-missing",
    "Received client_credentials grant_type request however integration user is not configured for OAuth:1c8b",
  ),
  ...tell("client-credentials-off", "client credentials grant refused by ServiceNow with access_denied"),
  ...tell("guest-release", "API call with the client_credentials token runs as the guest user"),
  ...tell("user-cannot-sign-in", "grant_type=password and our people sign in via Okta SSO: no token"),
  ...tell(
    "password-grant-off",
    '{"error":"unsupported_grant_type","error_description":"Invalid grant_type: password"}',
  ),
  ...tell(
    "body-not-form",
    "Token request succeeds in Postman, fails from Python requests with 401",
    "Insomnia works, our PHP app does not get an OAuth token",
  ),
  ...tell(
    "instance-asleep",
    "<title>Instance Hibernating page</title>",
    "my personal developer instance is sleeping and the oauth call returns HTML",
  ),
  ...tell(
    "refresh-parallel",
    "Two lambdas refresh the ServiceNow token in parallel and one is sometimes refused",
    "intermittent 401 from oauth_token.do on refresh, works when repeated",
  ),
  ...tell(
    "menu-moved",
    "The option Create an OAuth API endpoint for external clients is missing on our Zurich instance",
    "Application Registry only offers New Inbound Integration Experience",
  ),
  ...tell("secret-unreadable", "REST call to oauth_entity returns a masked client_secret"),
  ...tell(
    "record-changed",
    "After our sub-prod was cloned the client id and secret are not accepted any more",
    "invalid_client since the clone on Sunday",
    "developer instance got reset, OAuth login fails with access_denied",
  ),
  ...tell("cookies-blocked", "Clicking Allow in Safari brings the consent page again and again"),
  ...tell("endpoint-mixed-up", "is oauth_redirect.do the token url or is it oauth_token.do?"),
  ...tell("secret-wrong", '{"error":"invalid_client"}'),
  ...tell("python-missing", "python: command not found"),
  ...tell("pip-missing", "bash: pip: command not found"),
  ...tell("requests-missing", "ModuleNotFoundError: No module named 'requests'"),
  ...tell(
    "code-spent",
    'Got {"error_description":"access_denied","error":"server_error"} in Postman for grant_type authorization_code',
  ),
  ...tell("refresh-expired", "invalid_grant on refresh after the weekend"),
  ...tell(
    "lifespan-stamped",
    "refresh token lifespan was set to one year yesterday but Manage Tokens still shows the old expiry",
  ),
  ...tell("expected-failure-page", "page says Your OAuth redirect failed after login through SSO"),
  ...tell("redirect-not-listed", "Copilot Studio connection to ServiceNow: Invalid redirect_uri"),
  ...tell("challenge-missing", "Missing code_challenge parameter in request"),
  ...tell("scope-missing", "we ask for openid and ServiceNow replies invalid_scope"),
  ...tell("api-scope-missing", "403: Missing required api access scope kb_read"),
  ...tell("access-expired", '401 {"error":{"message":"User Not Authenticated"}}'),
  ...tell("client-credentials-off", "access_denied with client_credentials on Yokohama"),
  ...tell("guest-release", "our client credentials token maps to guest, no data comes back"),
  ...tell("user-cannot-sign-in", "ROPC fails for SAML users"),
  ...tell("body-not-form", "it works with curl but not in my python script, ServiceNow OAuth 401"),
  ...tell("instance-asleep", "PDI hibernating, oauth_token.do sends html"),
  ...tell("refresh-parallel", "random access_denied when four containers refresh the same refresh token"),
  ...tell(
    "menu-moved",
    "cannot find the Create an OAuth API endpoint for external clients link in Australia release",
  ),
  ...tell("record-changed", "after cloning prod to test the OAuth integration stopped"),
  ...tell("record-changed", "clone last night, now invalid_client on UAT"),
  ...tell("secret-unreadable", "client_secret from the REST API is encrypted garbage"),
  ...tell("cookies-blocked", "Safari: consent page over and over"),
  ...tell("too-many-requests", "ServiceNow answers 429 Too Many Requests"),
  ...tell("role-missing", "ServiceNow 403 User Not Authorized Failed API level ACL Validation"),
];

export const firstReading = { texts: 65, first: 55 } as const;
