import { type Cause, neverOurs, tokenFlowLog } from "../entry.ts";

export const redirectDiffers: Cause = {
  id: "redirect-differs",
  cause:
    "The redirect URI is not, letter for letter, the one of the authorization request and of the record.",
  check: [
    "That the redirect URI is exactly, letter for letter, one of the record's Redirect URLs: scheme, host, port, path, slash and case.",
  ],
  fix: [
    "Make the two identical: the record's Redirect URL field takes several, separated by commas.",
    "Send the same redirect_uri in both requests; nowtoken does.",
  ],
  source: "KB2109232; community td-p/2373416; guide, Redirect URL mismatch",
  log: tokenFlowLog,
  // The page that asks for consent has compared it, and both requests carry the same.
  weigh: () => "unlikely",
};

export const parametersInUrl: Cause = {
  id: "parameters-in-url",
  cause: "The parameters stood in the URL instead of the body, which instances since Madrid refuse.",
  check: [
    "Property glide.oauth.allow.parameters.in.post.body.only, and where the program puts the parameters.",
  ],
  fix: ["Send them as a form in the body (application/x-www-form-urlencoded)."],
  source: "ServiceNow documentation, OAuth-token-processor-parm; community m-p/2090042",
  log: tokenFlowLog,
  weigh: neverOurs,
};

export const bodyNotForm: Cause = {
  id: "body-not-form",
  cause: "The request was not a form: the token endpoint takes no JSON.",
  check: ["The program's Content-Type, and whether its body is JSON."],
  fix: ["Post a form (application/x-www-form-urlencoded), its values percent-encoded."],
  source: "ServiceNow documentation, r_OAuthAPIRequestParameters",
  log: tokenFlowLog,
  weigh: neverOurs,
};

export const notPosted: Cause = {
  id: "not-posted",
  cause: "The request was a GET; tokens are given to a POST alone.",
  check: ["The program's method, and whether something between followed a redirect and made it a GET."],
  fix: ["Send a POST to https://INSTANCE/oauth_token.do itself."],
  source: "community m-p/2869859",
  log: tokenFlowLog,
  weigh: neverOurs,
};

export const grantTypeWrong: Cause = {
  id: "grant-type-wrong",
  cause: "The parameter grant_type is misspelt, such as code, or has a blank behind it.",
  check: [
    "That it reads authorization_code, refresh_token, client_credentials or password, and nothing more.",
  ],
  fix: ["Correct grant_type."],
  source: "community m-p/1554984 and others",
  log: tokenFlowLog,
  weigh: neverOurs,
};
