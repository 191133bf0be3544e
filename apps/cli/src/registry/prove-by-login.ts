import type { ProfileStore, RawSettings, RegistryRecord, Settings } from "@nowtoken/core";
import { presentLogin } from "../login/finish.ts";
import { type ReceivedLogin, receiveLogin } from "../login/receive-login.ts";
import { askForSettings } from "../settings/ask-for-settings.ts";
import { styleFor } from "../terminal/style.ts";
import { printWarnings } from "../warnings.ts";
import { exportCommand } from "./login-command.ts";
import type { MadeRecord } from "./make-record.ts";
import { seeSecret, stoppedBehindRecord } from "./unfinished-creation.ts";

/** A login with a record that is ready. */
export interface ProvingLogin extends ReceivedLogin {
  readonly made: MadeRecord;
  readonly record: RegistryRecord;
  /** What flags, environment and file say: the secret of a record that was there may be among it. */
  readonly given: RawSettings;
  readonly store: ProfileStore;
  /** The product's name on the command line. */
  readonly product: string | undefined;
}

/** Logs in, and yields what there is to tell of it; null where nobody knows the secret of a record that was there. */
export async function loginWith(login: ProvingLogin): Promise<object | null> {
  const { made, record } = login;
  const { clientId, sysId } = made.outcome;
  if (clientId === undefined) return null;
  const secret = record.isPublic ? undefined : await findSecret(login, clientId);
  if (secret === undefined && !record.isPublic) {
    printWarnings([
      "There was no login: nobody said what the client secret of this record is.",
      ...seeSecret(record, sysId),
    ]);
    return null;
  }
  const settings: Settings = { ...login.settings, clientId, clientSecret: secret };
  let told: object = {};
  const complete = {
    ...login,
    settings,
    secretPlace: made.secretPlace,
    printJson: (result: object) => {
      told = result;
    },
  };
  try {
    await presentLogin(complete, await receiveLogin(complete));
  } catch (error) {
    throw stoppedBehindRecord(error, { record, made, profile: login.saving?.name });
  }
  if (login.saving !== undefined && !login.json) adviseToExport(login.product, login.saving.name);
  return told;
}

/** The secret is no longer anybody's to copy, so the form is filled from the profile. */
function adviseToExport(product: string | undefined, profile: string): void {
  const style = styleFor(process.stderr);
  const command = exportCommand(product ?? "knowledge-hub", profile);
  process.stderr.write(
    `\n${style.wrap(`All the values of the connector's form in one file: \`${command}\``)}\n`,
  );
}

/** The secret that was just made, else what somebody gave, else what the profile of that client keeps, else an answer. */
async function findSecret(login: ProvingLogin, clientId: string): Promise<string | undefined> {
  const { made, given, store, settings, interactive, record } = login;
  if (made.clientSecret !== undefined) return made.clientSecret;
  if (given.clientSecret !== undefined) return String(given.clientSecret);
  const kept = await store.open(settings.profile ?? store.currentName());
  const { instanceUrl } = settings;
  if (kept?.profile.settings.clientId === clientId && kept.profile.settings.instanceUrl === instanceUrl) {
    if (kept.secrets.clientSecret !== undefined) return kept.secrets.clientSecret;
  }
  if (!interactive) return undefined;
  printWarnings(seeSecret(record, made.outcome.sysId));
  return (await askForSettings(["clientSecret"])).clientSecret?.toString();
}
