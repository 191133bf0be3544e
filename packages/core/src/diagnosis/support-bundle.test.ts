import { userInfo } from "node:os";
import { expect, test } from "vitest";
import type { Diagnosis } from "./diagnose.ts";
import { type ExaminationResult, ok } from "./examination.ts";
import { type Private, renderSupportBundle } from "./support-bundle.ts";

const at = new Date("2026-11-26T10:00:00Z");
const hidden: Private = {
  secrets: [],
  surroundings: { platform: "linux", environment: { HOME: "/home/alice" } },
};

function render(result: ExaminationResult, changes: Partial<Private> = {}): string {
  const examined = { id: "one", group: "Group", title: "One", ...result };
  const diagnosis: Diagnosis = { status: "ok", examinations: [examined] };
  return renderSupportBundle({ at, diagnosis, lastFailure: undefined }, { ...hidden, ...changes });
}

test("what was found comes back as JSON", () => {
  expect(JSON.parse(render(ok("fine", { facts: { port: 8765 } })))).toEqual({
    version: 1,
    at: at.toISOString(),
    status: "ok",
    checks: [
      { check: "one", group: "Group", title: "One", status: "ok", message: "fine", facts: { port: 8765 } },
    ],
    lastFailure: null,
  });
});

test("a secret that got into a sentence or a fact is masked, however it is written", () => {
  const secret = 'p+s"w/rd ~secret';
  const text = render(ok(`it is ${secret}`, { facts: { url: `?x=${encodeURIComponent(secret)}` } }), {
    secrets: [secret],
  });
  expect(JSON.parse(text).checks[0]).toMatchObject({ message: "it is •••", facts: { url: "?x=•••" } });
});

test.each([
  ["a token of an instance", "A".repeat(43) + "-_".repeat(22)],
  ["a JWT", `eyJ${"a".repeat(20)}.${"b".repeat(30)}.${"c".repeat(40)}`],
])("%s that nobody knew of is masked", (_, token) => {
  expect(render(ok(`got ${token}.`))).not.toContain(token.slice(0, 20));
});

test("home is ~, and the account's name stands in no path", () => {
  const { username } = userInfo();
  const text = render(ok(`/home/alice/.local and /srv/users/${username}/state, "C:\\Users\\${username}\\x"`));
  expect(JSON.parse(text).checks[0].message).toBe('~/.local and /srv/users/USER/state, "C:\\Users\\USER\\x"');
});

test("a home of Windows is ~ too", () => {
  const surroundings = { platform: "win32", environment: { USERPROFILE: "C:\\Users\\bob" } } as const;
  const text = render(ok("C:\\Users\\bob\\Desktop"), { surroundings });
  expect(JSON.parse(text).checks[0].message).toBe("~\\Desktop");
});

test("a text that would still hold a secret is not given out", () => {
  // It is the name of a member, which nothing replaces.
  expect(() => render(ok("fine"), { secrets: ["checks"] })).toThrow("without secrets");
});
