import { createEffects, type Effects, type Settings } from "@nowtoken/core";
import type { Interfaces } from "@oclif/core";
import { Command } from "@oclif/core/command";
import { Config } from "@oclif/core/config";
import * as Flags from "@oclif/core/flags";
import { type Environment, readEnvironment, stateFolderOf } from "./environment.ts";
import { configInvalid } from "./failures/config-invalid.ts";
import { defaultCredentialFile } from "./login/default-file.ts";
import type { Ask, SettingsFlags } from "./settings/gather-settings.ts";
import { outliveClosedPipes } from "./terminal/closed-pipe.ts";

/** What every command has: `--json`, `--no-input`, and the one seam to the outside world. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    json: Flags.boolean({ description: "print the result, or the error, as JSON", helpGroup: "GLOBAL" }),
    "no-input": Flags.boolean({ description: "never ask", helpGroup: "GLOBAL", env: "NOWTOKEN_NO_INPUT" }),
  };

  /** oclif hands over the Config that it has loaded, and its own `run` would load it a second time. */
  static override async run<Sub extends Command>(
    this: new (
      argv: string[],
      config: Config,
    ) => Sub,
    argv: string[] = [],
    options?: Interfaces.LoadOptions,
  ): Promise<ReturnType<Sub["run"]>> {
    const command = options instanceof Config ? new this(argv, options) : undefined;
    if (command instanceof BaseCommand) return command._run();
    // biome-ignore lint/complexity/noThisInStatic: the command that was called, not this base
    return Command.run.call(this, argv, options) as Promise<ReturnType<Sub["run"]>>;
  }

  /** Failures are told in one place, after everything: see `reportFailure`. */
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }

  protected override async init(): Promise<void> {
    await super.init();
    outliveClosedPipes([process.stdout, process.stderr]);
  }

  protected readonly environment: Environment = readEnvironment();

  /** The outside world of one login; tests hand in another. */
  protected effects({ timeoutSeconds, caFile }: Pick<Settings, "timeoutSeconds" | "caFile">): Effects {
    const environment = this.environment.variables;
    return createEffects({ environment, timeoutSeconds, ...(caFile !== undefined && { caFile }) });
  }

  protected stateFolder(): string {
    return stateFolderOf(this.environment);
  }

  protected sources(flags: SettingsFlags) {
    return { flags, environment: this.environment };
  }

  /** How to ask the person at the terminal; undefined where there is none, or where nobody may be asked. */
  protected asker(flags: { readonly "no-input": boolean }): Ask | undefined {
    if (flags["no-input"] || !process.stdin.isTTY || !process.stderr.isTTY) return undefined;
    return async (missing) => {
      const { askForSettings } = await import("./settings/ask-for-settings.ts");
      return askForSettings(missing);
    };
  }

  /** Where the credential goes: no path means standard output, which then serves nothing else. */
  protected async output(
    { out }: Settings,
    json: boolean,
  ): Promise<{ path: string | undefined; stateFolder: string }> {
    if (out === "-" && json) {
      throw configInvalid("standard output serves one thing at a time: --json or --out -");
    }
    const path = out === "-" ? undefined : (out ?? (await defaultCredentialFile(this.environment)));
    return { path, stateFolder: this.stateFolder() };
  }

  /** Prints a command's result: one JSON document with `--json`, else its text. */
  protected printResult(json: boolean, result: object, text: string): void {
    process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : text);
  }
}
