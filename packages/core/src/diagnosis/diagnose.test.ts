import { expect, test } from "vitest";
import { AuthError } from "../errors.ts";
import { diagnose } from "./diagnose.ts";
import { type Examination, type ExaminationResult, ok, skipped, warning } from "./examination.ts";

const examination = (id: string, run: Examination["run"], needs: readonly string[] = []): Examination => ({
  id,
  group: "Group",
  title: id.toUpperCase(),
  run,
  needs,
});

const refused = () => {
  throw new AuthError("INSTANCE_UNREACHABLE", "expected a server", {
    host: "dev12345.service-now.com",
    reason: "refused",
    sent: false,
  });
};

test("a failure stops what needs it, however far behind, and nothing else", async () => {
  const { status, examinations } = await diagnose([
    examination("tcp", refused),
    examination("tls", () => ok("fine"), ["tcp"]),
    examination("awake", () => ok("fine"), ["tls"]),
    examination("disk", () => warning("nearly full")),
    examination("lock", () => ok("free"), ["disk"]),
  ]);
  expect(status).toBe("failed");
  expect(examinations.map(({ id, status: one, message }) => [id, one, message])).toEqual([
    ["tcp", "failed", "dev12345.service-now.com refused the connection."],
    ["tls", "skipped", "Not looked at: see TCP."],
    ["awake", "skipped", "Not looked at: see TCP."],
    ["disk", "warning", "nearly full"],
    ["lock", "ok", "free"],
  ]);
  expect(examinations[0]).toMatchObject({ code: "INSTANCE_UNREACHABLE", fix: [expect.any(String)] });
});

test("what was skipped tells its reason to all behind it", async () => {
  const { status, examinations } = await diagnose([
    examination("dns", () => skipped("Nothing is sent with --offline.")),
    examination("tcp", () => ok("fine"), ["dns"]),
  ]);
  expect(status).toBe("ok");
  expect(examinations[1]).toMatchObject({ status: "skipped", message: "Nothing is sent with --offline." });
});

test("independent ones run side by side, and come back in their order", async () => {
  const first = Promise.withResolvers<ExaminationResult>();
  const done: string[] = [];
  const diagnosis = diagnose(
    [
      examination("one", () => first.promise),
      examination("two", () => {
        // Begun while the other is under way, or this would never end.
        first.resolve(ok("first"));
        return ok("second");
      }),
    ],
    { onDone: ({ id }) => done.push(id) },
  );
  expect((await diagnosis).examinations.map(({ id }) => id)).toEqual(["one", "two"]);
  expect(done.toSorted()).toEqual(["one", "two"]);
});

test("one that breaks is a failure without a code, and its message is not repeated", async () => {
  const { examinations } = await diagnose([
    examination("broken", () => {
      throw new TypeError("token SECRET");
    }),
    examination("other", () => ok("fine")),
  ]);
  expect(examinations.map(({ status }) => status)).toEqual(["failed", "ok"]);
  expect(examinations[0]?.fix?.join()).toContain("TypeError | at ");
  expect(JSON.stringify(examinations)).not.toContain("SECRET");
  expect(examinations[0]).not.toHaveProperty("code");
});

test("the person may end it", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const diagnosis = diagnose(
    [
      examination("slow", async () => {
        controller.abort(reason);
        return refused();
      }),
    ],
    { signal: controller.signal },
  );
  await expect(diagnosis).rejects.toBe(reason);
});
