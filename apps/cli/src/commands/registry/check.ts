import { BaseCommand } from "../../base-command.ts";
import { adminFlags, claimsStdin, namesAdmin, readAdminAccess } from "../../registry/admin-access.ts";
import { formatInspection, toJson } from "../../registry/format-inspection.ts";
import { type Inspecting, inspectRecord, lookFromOutside } from "../../registry/inspect-record.ts";
import { learnLifespan } from "../../registry/learn-lifespan.ts";
import { planRecord, recordFlags } from "../../registry/record-flags.ts";
import { instanceArgument, settingsFlags } from "../../settings/flags.ts";
import { collectSettings } from "../../settings/gather-settings.ts";
import { withInterruption } from "../../terminal/interruption.ts";

export default class RegistryCheck extends BaseCommand {
  static override summary = "Check the OAuth record against what a login and the product need.";
  static override description =
    "With an administrator's rights the record is read and every field looked at. Without, it is looked at from outside: whether the client id exists, the redirect URL is accepted, and PKCE is demanded; nobody signs in and no secret is sent. Changes nothing. Exit code 4 when a finding is `failed`, 0 with warnings and notes alone.";
  static override examples = [
    { description: "From outside", command: "<%= config.bin %> registry check dev12345 --client-id 0123…" },
    {
      description: "With an administrator's rights; the password is asked for",
      command: "<%= config.bin %> registry check dev12345 --admin-user admin",
    },
    {
      description: "A production record after the login: no address of your computer is left",
      command: "<%= config.bin %> registry check dev12345 --admin-profile admin --no-loopback",
    },
  ];
  static override args = instanceArgument;
  static override flags = { ...settingsFlags, ...recordFlags, ...adminFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RegistryCheck);
    const stdinTaken = claimsStdin(flags);
    const store = this.store(flags);
    const ask = this.asker(flags);
    const raw = await collectSettings({
      ...this.sources(flags),
      instance: args.instance,
      stdinTaken: () => stdinTaken,
      store,
    });
    const planned = await planRecord(raw, flags, ask);
    const effects = this.effects(planned.settings);
    const inspection = await withInterruption(async (signal) => {
      const inspecting: Inspecting = { ...planned, raw, isPublic: flags["public-client"], effects, signal };
      if (!namesAdmin(flags)) return lookFromOutside(inspecting);
      const { instanceUrl } = planned.settings;
      const interactive = ask !== undefined;
      const access = await readAdminAccess(flags, { instanceUrl, effects, store, interactive, signal });
      return inspectRecord(inspecting, access);
    });
    const learnt = await learnLifespan(inspection, planned, store);
    const text = `${formatInspection(inspection, planned)}${learnt}`;
    await this.printResult(flags.json, toJson(inspection, planned), text);
    if (inspection.findings.some(({ severity }) => severity === "failed")) process.exitCode = 4;
  }
}
