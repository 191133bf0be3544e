import type { AuthErrorDetails } from "../errors.ts";
import type { Told } from "./advice.ts";

type Details = AuthErrorDetails["REDIRECT_MALFORMED"];

const table: Record<Details["reason"], (details: Details) => Told> = {
  empty: () => ({ message: "Nothing was pasted." }),
  "too-long": () => ({ message: "What was pasted is too long for an address (64 KiB at most)." }),
  unreadable: () => ({ message: "What was pasted cannot be read as an address." }),
  "authorization-url": () => ({
    message: "That is the link to open, not the address that the browser ends on.",
  }),
  "bare-code": () => ({
    message: "That is a code alone: without its state nothing shows that it answers this login.",
  }),
  "no-code": () => ({ message: "The address carries no authorization code." }),
  "duplicate-parameter": ({ parameter }) => ({
    message: `The address carries "${parameter}" twice, so it cannot be trusted.`,
  }),
  "code-and-error": () => ({
    message: "The address carries both a code and an error, so it cannot be trusted.",
  }),
  "encoded-twice": ({ parameter }) => ({
    message: `The address was percent-encoded twice, and "${parameter}" would not arrive intact.`,
  }),
  "user-info": () => ({ message: "The address carries a user name before its host, as tricks do." }),
  "other-redirect": adviseOnOtherRedirect,
  "other-instance": ({ expected, received }) => ({
    message: `That address is of another host: ${received} instead of ${expected}.`,
  }),
  "other-issuer": ({ expected }) => ({ message: `The address names another issuer than ${expected}.` }),
};

function adviseOnOtherRedirect({ expected, received, ours }: Details): Told {
  const message = `The browser came back to ${received} instead of ${expected}.`;
  if (ours) {
    return {
      message,
      fix: [
        `Add ${expected} to the record's Redirect URL field,`,
        `or run again with --redirect-uri ${received}`,
      ],
    };
  }
  return {
    message: `${message} That address is neither the instance's nor this computer's: it is somebody else's.`,
    also: [
      `Check that the OAuth record's Redirect URL field lists ${expected}, and nothing that you do not know.`,
    ],
  };
}

export function adviseOnRedirect(details: Details): Told {
  return table[details.reason](details);
}
