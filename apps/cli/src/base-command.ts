import { resolve } from "node:path";
import {
  type AnyAuthError,
  createEffects,
  type Effects,
  isKeychainUnanswered,
  type ProfileStore,
  prepareCredentialFile,
  type Settings,
} from "@nowtoken/core";
import type { Interfaces } from "@oclif/core";
import { Command } from "@oclif/core/command";
import { Config } from "@oclif/core/config";
import * as Flags from "@oclif/core/flags";
import { type Environment, readEnvironment, stateFolderOf } from "./environment.ts";
import { configInvalid } from "./failures/config-invalid.ts";
import { defaultCredentialFile } from "./login/default-file.ts";
import { openStore } from "./profiles/open-store.ts";
import { readBooleanVariable } from "./settings/boolean-variable.ts";
import type { Ask, SettingsFlags } from "./settings/gather-settings.ts";
import { readListVariable } from "./settings/list-variable.ts";
import { outliveClosedPipes, readerIsGone } from "./terminal/closed-pipe.ts";
import { exitWhenTold } from "./terminal/final-exit.ts";
import { checkStandardOutput, outputUnwritable, writeToStandardOutput } from "./terminal/standard-output.ts";

/** What every command has: `--json`, `--no-input`, and the one seam to the outside world. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    json: Flags.boolean({
      description: "print the result, or the error, as JSON",
      helpGroup: "GLOBAL",
      env: "NOWTOKEN_JSON",
    }),
    "no-input": Flags.boolean({ description: "never ask", helpGroup: "GLOBAL", env: "NOWTOKEN_NO_INPUT" }),
  };

  protected readonly environment: Environment = readEnvironment();

  /** What became of standard output. */
  private outputFailure: () => NodeJS.ErrnoException | undefined = () => undefined;

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
    // oclif's own listener ends the process from inside an event.
    process.stdout.removeAllListeners("error");
    // Where standard error fails there is nobody to tell.
    outliveClosedPipes([process.stderr]);
    this.outputFailure = outliveClosedPipes([process.stdout]);
  }

  /** A result that could not be written is a failure, even where nobody waited for the writing. */
  protected override async finally(error: Error | undefined): Promise<void> {
    await super.finally(error);
    // Behind a prompt that nobody answers it would outlast the command.
    if (isKeychainUnanswered()) exitWhenTold();
    if (error !== undefined) return;
    // Comes after everything that was written before; what fails is heard by `outputFailure`.
    await writeToStandardOutput("").catch(() => undefined);
    const failure = this.outputFailure();
    if (failure !== undefined) throw outputUnwritable(failure);
  }

  /**
   * oclif takes every variable that is not "true" or alike for no: here it must say yes or no. And it takes that of a
   * repeatable flag for one value: here it holds several, with spaces or commas between.
   */
  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    const parsed = await super.parse(options, argv);
    const given = new Set(parsed.raw.map((token) => (token.type === "flag" ? token.flag : undefined)));
    for (const [name, flag] of Object.entries({ ...options?.baseFlags, ...options?.flags })) {
      if (flag.env === undefined || given.has(name)) continue;
      const { variables } = this.environment;
      if (flag.type === "boolean")
        Object.assign(parsed.flags, { [name]: readBooleanVariable(variables, flag.env) });
      else if (flag.multiple) Object.assign(parsed.flags, { [name]: readListVariable(variables, flag.env) });
    }
    return parsed;
  }

  /** The outside world of one login; tests hand in another. */
  protected effects({ timeoutSeconds, caFile }: Pick<Settings, "timeoutSeconds" | "caFile">): Effects {
    const environment = this.environment.variables;
    return createEffects({ environment, timeoutSeconds, ...(caFile !== undefined && { caFile }) });
  }

  protected stateFolder(): string {
    return stateFolderOf(this.environment);
  }

  /** The profiles of this user. */
  protected store(
    flags: { readonly "no-input": boolean },
    settings: { readonly timeoutSeconds?: number | undefined } = {},
  ): ProfileStore {
    const interactive = this.asker(flags) !== undefined;
    return openStore({ environment: this.environment, interactive, timeoutSeconds: settings.timeoutSeconds });
  }

  protected sources(flags: SettingsFlags) {
    return { flags, environment: this.environment };
  }

  /** How to ask the person at the terminal; undefined where there is none, or where nobody may be asked. */
  protected asker(flags: { readonly "no-input": boolean }): Ask | undefined {
    // Standard input comes last: looking at it makes a stream of it.
    if (flags["no-input"] || !process.stderr.isTTY || !process.stdin.isTTY) return undefined;
    return async (missing) => {
      const { askForSettings } = await import("./settings/ask-for-settings.ts");
      return askForSettings(missing);
    };
  }

  /**
   * Where the credential goes: no path means standard output, which then serves nothing else. A place that cannot be
   * written is told before anybody signs in.
   */
  protected async output(
    { out }: Settings,
    json: boolean,
  ): Promise<{ path: string | undefined; stateFolder: string }> {
    if (out === "-" && json) {
      throw configInvalid("standard output serves one thing at a time: --json or --out -");
    }
    const path = out === "-" ? undefined : (out ?? (await defaultCredentialFile(this.environment)));
    if (path === undefined) checkStandardOutput();
    else await (await prepareCredentialFile(path)).discard();
    return { path: path && resolve(path), stateFolder: this.stateFolder() };
  }

  /** Keeps a failure that the command's own report tells of, for `nowtoken explain`. */
  protected async noteFailure(error: AnyAuthError | undefined, json: boolean): Promise<void> {
    if (error === undefined) return;
    const { noteFailure } = await import("./failures/note-failure.ts");
    await noteFailure(error, { command: (this.id ?? "").replaceAll(":", " "), json });
  }

  /** Prints a command's result: one JSON document with `--json`, else its text. */
  protected async printResult(json: boolean, result: object, text: string): Promise<void> {
    const printed = json ? `${JSON.stringify(result, null, 2)}\n` : text;
    await writeToStandardOutput(printed).catch((error) => {
      if (!readerIsGone(error, process.stdout)) throw outputUnwritable(error);
    });
  }
}
