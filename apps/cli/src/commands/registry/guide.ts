import {
  buildGuide,
  type GuideVariant,
  guideVariants,
  renderHtml,
  renderMarkdown,
  renderText,
} from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../../base-command.ts";
import { asSettingsFlags, describingFlags, planRecord, recordFlags } from "../../registry/record-flags.ts";
import { instanceArgument } from "../../settings/flags.ts";
import { collectSettings } from "../../settings/gather-settings.ts";
import { oneOf } from "../../settings/one-of.ts";

const renderers = { text: renderText, markdown: renderMarkdown, html: renderHtml };

const others: Readonly<Record<GuideVariant, string>> = {
  console: "The steps of the classic form: --ui classic.",
  classic: "The steps of the new form: --ui console.",
};

export default class RegistryGuide extends BaseCommand {
  static override summary = "Show step by step how to make the OAuth record, with your values to copy.";
  static override description =
    "Sends nothing. The steps differ by release: from Zurich on the record is made in the Machine Identity Console (--ui console), before that in the classic Application Registry (--ui classic). `nowtoken ui` shows the same as a checklist.";
  static override examples = [
    { description: "In the terminal", command: "<%= config.bin %> registry guide dev12345" },
    {
      description: "As a page to send on",
      command: "<%= config.bin %> registry guide dev12345 --format html > guide.html",
    },
  ];
  static override args = instanceArgument;
  static override flags = {
    ...describingFlags,
    ...recordFlags,
    ui: Flags.string({
      description: "the form to fill: of Zurich and later, or the one before; default: console",
      helpValue: "console|classic",
      env: "NOWTOKEN_REGISTRY_UI",
    }),
    format: Flags.string({
      description: "how to print it; default: text",
      helpValue: "text|markdown|html",
      env: "NOWTOKEN_GUIDE_FORMAT",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RegistryGuide);
    const variant = oneOf("--ui", flags.ui, guideVariants) ?? "console";
    const format = oneOf("--format", flags.format, ["text", "markdown", "html"]) ?? "text";
    const raw = await collectSettings({
      ...this.sources(asSettingsFlags(flags)),
      instance: args.instance,
      stdinTaken: () => false,
      store: this.store(flags),
      withoutSecret: true,
    });
    const { record } = await planRecord(raw, flags, this.asker(flags));
    const steps = buildGuide(record, variant);
    // What is sent on is for people who have no command line.
    const guide = format === "text" ? { ...steps, intro: [...steps.intro, others[variant]] } : steps;
    await this.printResult(flags.json, { variant, record, guide }, renderers[format](guide));
  }
}
