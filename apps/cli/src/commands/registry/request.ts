import { buildRequest, renderRequestMail, renderRequestMarkdown, renderRequestScript } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../../base-command.ts";
import { asSettingsFlags, describingFlags, planRecord, recordFlags } from "../../registry/record-flags.ts";
import { instanceArgument } from "../../settings/flags.ts";
import { collectSettings } from "../../settings/gather-settings.ts";
import { oneOf } from "../../settings/one-of.ts";

const renderers = { mail: renderRequestMail, markdown: renderRequestMarkdown, script: renderRequestScript };

export default class RegistryRequest extends BaseCommand {
  static override summary = "Write the message that asks an administrator for the OAuth record.";
  static override description =
    "Sends nothing. The mail, or its Markdown for a ticket, holds every value with its reason, advises an account of its own with the fewest rights, and says what to send back. The script makes the record on the instance (System Definition > Scripts - Background), lets the instance generate the secret, and does not print it.";
  static override examples = [
    { description: "A mail", command: "<%= config.bin %> registry request dev12345 --for knowledge-hub" },
    {
      description: "What an administrator pastes into Scripts - Background",
      command: "<%= config.bin %> registry request dev12345 --format script",
    },
  ];
  static override args = instanceArgument;
  static override flags = {
    ...describingFlags,
    ...recordFlags,
    format: Flags.string({
      description: "what to write; default: mail",
      helpValue: "mail|markdown|script",
      env: "NOWTOKEN_REQUEST_FORMAT",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RegistryRequest);
    const format = oneOf("--format", flags.format, ["mail", "markdown", "script"]) ?? "mail";
    const raw = await collectSettings({
      ...this.sources(asSettingsFlags(flags)),
      instance: args.instance,
      stdinTaken: () => false,
      store: this.store(flags),
      withoutSecret: true,
    });
    const { record } = await planRecord(raw, flags, this.asker(flags));
    const text = renderers[format](record);
    await this.printResult(flags.json, { format, record, request: buildRequest(record), text }, text);
  }
}
