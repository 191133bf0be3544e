import { holdersOf, staleHoldersOf } from "@nowtoken/core";
import { BaseCommand } from "../../base-command.ts";
import { errorOf } from "../../failures/told-error.ts";
import { instanceName } from "../../profiles/instance-name.ts";
import { describeUnchosen, type ReadProfile, readProfiles } from "../../profiles/read-profiles.ts";
import { dayOf } from "../../profiles/time-words.ts";
import { type Cell, layOutTable } from "../../terminal/table.ts";
import { tableWidth } from "../../terminal/table-width.ts";
import { printWarnings } from "../../warnings.ts";

export default class ProfileList extends BaseCommand {
  static override summary = "List the profiles; the chosen one is marked.";
  static override description =
    "Every login is kept as a profile: an instance, a client and a user. Needs no key: nothing secret is read. `nowtoken status --all` tells what dies when.";
  static override examples = ["<%= config.bin %> profile list"];

  async run(): Promise<void> {
    const { flags } = await this.parse(ProfileList);
    const store = this.store(flags);
    const read = readProfiles(store, store.names());
    const text = read.length === 0 ? "" : layOutTable({ columns, rows: read.map(toRow) }, tableWidth());
    await this.printResult(flags.json, { profiles: read.map(toJson) }, text);
    if (read.length === 0)
      process.stderr.write("There is no profile yet: `nowtoken login` makes the first one.\n");
    const unreadable = read.flatMap((one) => (one.profile ? [] : [errorOf(one.error).message]));
    printWarnings([...unreadable, ...describeUnchosen(store)]);
  }
}

const columns = [
  { title: "" },
  // What commands are told.
  { title: "PROFILE", least: 8, isCutLast: true },
  { title: "INSTANCE", least: 10 },
  { title: "USER", least: 8 },
  { title: "LOGGED IN" },
  { title: "HANDED OVER TO", least: 14 },
];

function toRow({ name, chosen, profile }: ReadProfile): Cell[] {
  const mark = chosen ? "*" : "";
  if (profile === undefined) return [mark, name, "cannot be read"];
  const { settings, login } = profile;
  return [
    mark,
    name,
    instanceName(settings.instanceUrl),
    login?.user?.userName ?? "unknown",
    login === undefined ? "no" : dayOf(login.consentAt),
    [
      ...new Set(holdersOf(profile)),
      ...staleHoldersOf(profile).map((holder) => `${holder} (earlier token)`),
    ].join(", "),
  ];
}

function toJson({ name, chosen, ...read }: ReadProfile): object {
  if (read.profile === undefined) return { name, chosen, error: errorOf(read.error) };
  const { settings, login, handedOver } = read.profile;
  return {
    name,
    chosen,
    instanceUrl: settings.instanceUrl,
    clientId: settings.clientId,
    user: login?.user?.userName ?? null,
    loggedInAt: login?.consentAt ?? null,
    handedOver,
    staleHolders: staleHoldersOf(read.profile),
  };
}
