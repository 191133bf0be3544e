import type { AuthErrorDetails, OtherRequest } from "../errors.ts";
import type { Advice } from "./advice.ts";

type Details = AuthErrorDetails["TOKEN_REQUEST_REJECTED"];

const newCode = "A code lives about one minute and works once: log in again and paste the address at once.";
const secret =
  "Compare client id and client secret with the OAuth record (copy the secret with the lock icon), and check that the record is active.";
const redirect =
  "Check that the redirect URI is exactly, letter for letter, one of the record's Redirect URLs.";
const scope = "Check that every scope asked for is attached to the record, each spelled exactly.";
const log = 'The instance\'s own log names the reason: System Logs > All, message contains "token flow".';

/** The guide's four errors in their modern form; the catch-all may be any of them. */
const known: Readonly<Record<string, Advice>> = {
  invalid_client: { message: "The instance does not accept this client id and secret.", fix: [secret] },
  invalid_scope: {
    message: "The instance does not accept the scopes asked for.",
    fix: [scope, "Try --scope useraccount, or --no-scope."],
  },
  invalid_grant: {
    message: "The instance does not accept this authorization code.",
    fix: [newCode, redirect],
  },
  invalid_redirect_uri: { message: "The redirect URI does not match the OAuth record.", fix: [redirect] },
  redirect_uri_mismatch: { message: "The redirect URI does not match the OAuth record.", fix: [redirect] },
  unauthorized_client: {
    message: "The OAuth record does not allow this grant, or belongs to another instance.",
    fix: [secret, "Check that the record allows the authorization code grant."],
  },
};

const otherRequests: Partial<Record<OtherRequest, Readonly<Record<string, Advice>>>> = {
  refresh: {
    invalid_grant: {
      message: "The instance does not accept this refresh token.",
      fix: ["Log in again: it has died, was revoked, or belongs to another record or instance."],
    },
  },
  grant: {
    invalid_grant: {
      message: "The instance does not accept what the token was asked for with.",
      fix: [
        "Check the user, and the password or the key that signs: user, key id, certificate and clock must fit the record.",
        log,
      ],
    },
    unauthorized_client: {
      message: "The OAuth record does not allow this grant.",
      fix: ["Set the record's OAuth Application User (KB1645212), or the grant that it is for.", secret],
    },
    unsupported_grant_type: {
      message: "The instance does not offer this grant.",
      fix: [
        "Client credentials need the property glide.oauth.inbound.client.credential.grant_type.enabled (KB1645212).",
        "Passwords may be switched off: glide.oauth.inbound.ropc.grant_type.disabled.",
      ],
    },
  },
};

export function adviseOnRefusal(details: Details): Advice {
  const { message, fix } = adviseOnWords(details);
  // No code and no redirect were part of any other request.
  if (details.endpoint !== undefined)
    return { message, fix: fix.filter((line) => line !== newCode && line !== redirect) };
  return { message, fix };
}

function adviseOnWords(details: Details): Advice {
  const { error, description, endpoint } = details;
  if (/code[ _](?:challenge|verifier)/iu.test(`${error} ${description}`)) return oldCode;
  const other = endpoint === undefined ? undefined : otherRequests[endpoint]?.[error];
  const advice = other ?? known[error] ?? (isCatchAll(details) ? catchAll(details) : undefined);
  const said = description && description !== error ? ` (${error}: ${description})` : ` (${error})`;
  if (advice !== undefined) return { ...advice, message: `${advice.message.slice(0, -1)}${said}.` };
  return { message: `The instance refused the token request${said}.`, fix: [secret, newCode, redirect, log] };
}

const oldCode: Advice = {
  message: "The instance returned the code of an earlier login, which belongs to an earlier code challenge.",
  fix: [
    "Wait a minute, then log in again.",
    "Or log in again with --force-consent (it sends approval_prompt=force, which ServiceNow does not document).",
  ],
};

/** `server_error`/`access_denied` answers nearly every failure of a token request. */
function isCatchAll({ error, description }: Details): boolean {
  return error === "server_error" || (error === "access_denied" && description === undefined);
}

function catchAll({ scopes }: Details): Advice {
  const narrower = [
    "Ask for less: --scope useraccount, or --no-scope; a scope that the record lacks ends here.",
    scope,
  ];
  const asked = scopes.length > 1 ? narrower : [];
  return {
    message: "The instance refused the token request with the answer that it gives for nearly every cause.",
    fix: [newCode, ...asked, secret, redirect, log],
  };
}
