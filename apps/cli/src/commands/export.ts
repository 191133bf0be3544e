import {
  adviseOn,
  type ConnectorName,
  connectorNames,
  connectors,
  isAuthError,
  needsTokens,
  type Profile,
  renderConnector,
} from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { configInvalid } from "../failures/config-invalid.ts";
import { rememberHandOver, valuesOf } from "../hand-over/connector-values.ts";
import { chooseTarget, type HandOverTarget, writeHandOver } from "../hand-over/target.ts";
import { parseDurationFlag } from "../settings/duration-flag.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { styleFor } from "../terminal/style.ts";
import { sessionFlags } from "../tokens/session.ts";
import { SessionCommand } from "../tokens/session-command.ts";
import { printWarnings } from "../warnings.ts";

export default class Export extends SessionCommand {
  static override summary = "Hand a login over to a connector: its form's fields, filled in.";
  static override description =
    `Writes a file that only you can read, with the fields in the form's order and under its names. The access token is refreshed first where it is about to die. What was handed over to whom is remembered, without the values.\n\n${connectorNames
      .map((name) => `${name.padEnd(14)} ${connectors[name].title}`)
      .join("\n")}`;
  static override examples = [
    {
      description: "For the form of NiCE Knowledge Hub",
      command: "<%= config.bin %> export --to knowledge-hub",
    },
    { description: "To a file of your choice", command: "<%= config.bin %> export --to dotenv --out .env" },
    {
      description: "To another program",
      command: "<%= config.bin %> export --to json --out - | vault kv put secret/servicenow -",
    },
  ];
  static override flags = {
    ...sessionFlags,
    to: Flags.string({
      description: "the connector, or the format",
      helpValue: "NAME",
      helpGroup: "EXPORT",
      env: "NOWTOKEN_EXPORT_TO",
    }),
    out: Flags.string({
      description: "file, - for standard output; default: servicenow-NAME on the Desktop",
      helpValue: "FILE",
      helpGroup: "EXPORT",
      env: "NOWTOKEN_EXPORT_OUT",
    }),
    clipboard: Flags.boolean({
      description: "put the values on the clipboard instead",
      helpGroup: "EXPORT",
      env: "NOWTOKEN_CLIPBOARD",
    }),
    "clear-after": Flags.string({
      description: "with --clipboard: when it is cleared again",
      helpValue: "TIME",
      helpGroup: "EXPORT",
      env: "NOWTOKEN_CLEAR_AFTER",
      default: "45s",
    }),
    yes: Flags.boolean({
      description: "do not ask before values are shown on a terminal",
      helpGroup: "EXPORT",
      env: "NOWTOKEN_YES",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Export);
    const name = parseConnectorName(flags.to);
    const clearAfterSeconds = parseDurationFlag("--clear-after", flags["clear-after"]) / 1000;
    const { store, profile, effects } = await this.openSession(flags);
    const target = await chooseTarget(
      name,
      { ...flags, mayAsk: this.asker(flags) !== undefined },
      this.environment,
    );
    if (target === undefined) return;
    try {
      const { values, warnings } = await withInterruption((signal) =>
        valuesOf(profile.name, { store, effects, signal, isClientEnough: !needsTokens(name) }),
      );
      const text = renderConnector(name, values, target.name);
      const handOver = { text, clearAfterSeconds, environment: this.environment };
      printWarnings([...warnings, ...(await writeHandOver(target, handOver))]);
      const { refreshToken } = values;
      const done = { to: name, at: effects.now(), refreshToken };
      const tellUnremembered = (error: unknown) => printWarnings([describeUnremembered(error, target, name)]);
      await rememberHandOver(store, profile.name, done).catch(tellUnremembered);
    } finally {
      if (target.kind === "file") await target.file.discard();
    }
    await this.tell({ name, target, profile, json: flags.json });
  }

  private async tell({ name, target, profile, json }: Told): Promise<void> {
    const { title, fields, ...connector } = connectors[name];
    const note = "note" in connector ? connector.note : undefined;
    const result = {
      profile: profile.name,
      to: name,
      file: target.kind === "file" ? target.name : null,
      fields: fields.map(({ label }) => label),
    };
    const style = styleFor(process.stdout);
    const written =
      target.kind === "file"
        ? `${title}: written to ${target.name} (only you can read it).`
        : `${title}: the values are on the clipboard.`;
    const text = [written, ...(note === undefined ? [] : [note])]
      .map((line) => `${style.wrap(line)}\n`)
      .join("");
    // Standard output has the values already.
    if (target.kind !== "standard-output") await this.printResult(json, result, text);
    else if (note !== undefined) process.stderr.write(`${styleFor(process.stderr).wrap(note)}\n`);
  }
}

/** The values are out already, and that is what was wanted. */
function describeUnremembered(error: unknown, target: HandOverTarget, name: ConnectorName): string {
  if (!isAuthError(error, "STORE_UNUSABLE") && !isAuthError(error, "STORE_BUSY")) throw error;
  return `The values went to ${target.name}, but that ${connectors[name].title} has them could not be written down: nobody is asked before they are revoked. ${adviseOn(error).message}`;
}

interface Told {
  readonly name: ConnectorName;
  readonly target: HandOverTarget;
  readonly profile: Profile;
  readonly json: boolean;
}

function parseConnectorName(text: string | undefined): ConnectorName {
  const name = connectorNames.find((known) => known === text);
  if (name !== undefined) return name;
  throw configInvalid(`--to must be one of ${connectorNames.join(", ")}`);
}
