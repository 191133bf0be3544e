import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describeFileWarning } from "../advice/file-warning.ts";
import { describeSpan } from "../advice/span.ts";
import { findDesktopFolder } from "../credential-file/desktop-folder.ts";
import { findCloud } from "../credential-file/file-warnings.ts";
import type { Surroundings } from "../credential-file/home-folder.ts";
import { ignore } from "../credential-file/system-error.ts";
import { type ExaminationResult, ok, skipped, warning } from "./examination.ts";

const fileName = "servicenow_credentials.txt";
/** How long a credential file is on its way to a connector's form, in seconds. */
const handOverSeconds = 24 * 60 * 60;

/** Whether a service copies credential files to a cloud: from the Desktop, or from the folder that `out` names. */
export async function examineCredentialFolder(
  surroundings: Surroundings,
  out: string | undefined,
): Promise<ExaminationResult> {
  if (out === "-") return skipped("The credential goes to standard output.");
  const folder = out === undefined ? await findDesktopFolder(surroundings) : dirname(resolve(out));
  const real = (await realpath(folder).catch(ignore)) ?? folder;
  const service = findCloud(real);
  const facts = { folder: real, service: service ?? null };
  if (service === undefined) return ok(`${folder} is synchronised by no service that is known.`, { facts });
  return warning(describeFileWarning({ code: "synchronised-folder", path: folder, service }), {
    fix: ["Write the credential file elsewhere: --out FILE, or NOWTOKEN_OUT."],
    facts,
  });
}

/** Whether the guide's file, of whatever program, was left lying on the Desktop. */
export async function examineOldFiles(surroundings: Surroundings, now: Date): Promise<ExaminationResult> {
  const folder = await findDesktopFolder(surroundings);
  const found = await Promise.all(
    [fileName, `${fileName}.previous`].map((name) => ageOf(join(folder, name), now)),
  );
  const files = found.filter((file) => file !== undefined);
  const old = files.filter(({ seconds }) => seconds > handOverSeconds);
  const facts = { files };
  if (old.length === 0) {
    return ok(files.length === 0 ? "None lies there." : "One was written within a day.", { facts });
  }
  const lying = old.map(({ path, seconds }) => `${basename(path)} for ${describeSpan(seconds)}`);
  return warning(
    `On the Desktop lies ${lying.join(", and ")}, with tokens that anybody can read who gets at it.`,
    {
      fix: [
        "When the connector has its values, delete the file; empty the recycle bin too.",
        "Its login can be kept first: `nowtoken profile import`.",
      ],
      facts,
    },
  );
}

async function ageOf(path: string, now: Date): Promise<{ path: string; seconds: number } | undefined> {
  const stats = await lstat(path).catch(ignore);
  if (!stats?.isFile()) return undefined;
  return { path, seconds: Math.max(0, Math.round((now.getTime() - stats.mtimeMs) / 1000)) };
}
