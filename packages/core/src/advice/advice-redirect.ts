import type { AuthErrorDetails } from "../errors.ts";
import type { Advice } from "./advice.ts";

type Details = AuthErrorDetails["REDIRECT_MALFORMED"];

const copyAgain =
  "Copy the whole address from the address bar of the browser after Allow, and paste it unchanged.";
const startAgain = "Start again and use only the browser window that opens then.";

const table: Record<Details["reason"], (details: Details) => Advice> = {
  empty: () => ({ message: "Nothing was pasted.", fix: [copyAgain] }),
  "too-long": () => ({
    message: "What was pasted is too long for an address (64 KiB at most).",
    fix: [copyAgain],
  }),
  unreadable: () => ({ message: "What was pasted cannot be read as an address.", fix: [copyAgain] }),
  "authorization-url": () => ({
    message: "That is the link to open, not the address that the browser ends on.",
    fix: ["Open the link, click Allow, and copy the address of the page that comes then."],
  }),
  "bare-code": () => ({
    message: "That is a code alone: without its state nothing shows that it answers this login.",
    fix: [copyAgain],
  }),
  "no-code": () => ({ message: "The address carries no authorization code.", fix: [copyAgain] }),
  "duplicate-parameter": ({ parameter }) => ({
    message: `The address carries "${parameter}" twice, so it cannot be trusted.`,
    fix: [startAgain],
  }),
  "code-and-error": () => ({
    message: "The address carries both a code and an error, so it cannot be trusted.",
    fix: [startAgain],
  }),
  "encoded-twice": ({ parameter }) => ({
    message: `The address was percent-encoded twice, and "${parameter}" would not arrive intact.`,
    fix: ["Copy the address from the address bar itself, not from a mail, a chat or a log."],
  }),
  "user-info": () => ({
    message: "The address carries a user name before its host, as tricks do.",
    fix: [startAgain],
  }),
  "other-redirect": adviseOnOtherRedirect,
  "other-instance": ({ expected, received }) => ({
    message: `That address is of another host: ${received} instead of ${expected}.`,
    fix: [startAgain],
  }),
  "other-issuer": ({ expected }) => ({
    message: `The address names another issuer than ${expected}.`,
    fix: ["Somebody may be mixing up two servers: start again, and do not paste addresses from others."],
  }),
};

function adviseOnOtherRedirect({ expected, received, ours }: Details): Advice {
  const message = `The browser came back to ${received} instead of ${expected}.`;
  if (ours) {
    return {
      message,
      fix: [
        "The OAuth record does not list our redirect URL, so the instance used the first one that it has.",
        `Add ${expected} to the record's Redirect URL field,`,
        `or run again with --redirect-uri ${received}`,
      ],
    };
  }
  return {
    message: `${message} That address is neither the instance's nor this computer's: it is somebody else's.`,
    fix: [
      `Check that the OAuth record's Redirect URL field lists ${expected}, and nothing that you do not know.`,
      startAgain,
    ],
  };
}

export function adviseOnRedirect(details: Details): Advice {
  return table[details.reason](details);
}
