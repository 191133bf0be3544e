import { text } from "node:stream/consumers";
import { isAuthError } from "../errors.ts";
import { withLock } from "./profile-lock.ts";

/** A program: takes the lock at a path and says so, and keeps it until its input ends; or says who has it. */
const [path = "", waitMs] = process.argv.slice(2);
try {
  await withLock({ path, profile: "default", waitMs: Number(waitMs) }, async () => {
    process.stdout.write("held\n");
    await text(process.stdin);
  });
} catch (error) {
  if (!isAuthError(error, "STORE_BUSY")) throw error;
  process.stdout.write(`busy ${error.details.pid}\n`);
  process.stdin.destroy();
}
