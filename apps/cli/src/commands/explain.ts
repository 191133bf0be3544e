import { type Explanation, explain, explainLastFailure, readLastFailure } from "@nowtoken/core";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { renderExplanation, renderLastFailure } from "../explain/render.ts";
import { AdvisedError } from "../failures/advised-error.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { readStdin } from "../terminal/read-stdin.ts";
import { styleFor } from "../terminal/style.ts";

export default class Explain extends BaseCommand {
  static override summary = "Say why something failed, and what to do about it.";
  static override description =
    "Explains the failure of the last command, or any text that you were shown: an answer's JSON, a page, a line of a log, a traceback, the words of a screenshot. Causes come ranked, the likeliest first, each with what to check, what to do and where it is known from. Sends nothing, and shows nothing of the text again. Tokens, codes and client secrets do not belong on a command line: leave them out of the text, or give it on standard input.";
  static override examples = [
    { description: "The last failure", command: "<%= config.bin %> explain" },
    {
      description: "An error that another program showed",
      command: '<%= config.bin %> explain "invalid_grant"',
    },
    { description: "A whole log, or a page", command: "<%= config.bin %> explain - < answer.html" },
    { description: "A text that begins with a hyphen", command: '<%= config.bin %> explain -- "--error: …"' },
  ];
  static override args = {
    text: Args.string({
      description: "what was shown, in quotes (no secrets); - for standard input",
      ignoreStdin: true,
    }),
  };
  static override flags = {
    all: Flags.boolean({
      description: "show every cause, the unlikely ones too",
      helpGroup: "EXPLAIN",
      env: "NOWTOKEN_ALL_CAUSES",
    }),
  };
  // A text without quotes comes as several words.
  static override strict = false;

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Explain, withTextBehind(this.argv));
    if (argv.length === 0) return this.explainLast(flags);
    const words = argv.join(" ");
    const text = words === "-" ? await this.readText() : words;
    if (text.trim() === "") throw nothingCame();
    const explanation = explain(text);
    await this.print(
      flags.json,
      explanation,
      renderExplanation(explanation, styleFor(process.stdout), flags.all),
    );
  }

  private async explainLast({ json, all }: { readonly json: boolean; readonly all: boolean }): Promise<void> {
    const failure = await readLastFailure(this.stateFolder());
    if (failure === undefined) {
      const text = 'No failure is on record here. Give the text that you were shown: nowtoken explain "…"\n';
      return this.printResult(json, { failure: null, known: false }, text);
    }
    const explanation = explainLastFailure(failure);
    const style = styleFor(process.stdout);
    const heading = renderLastFailure(failure, new Date(), style);
    const { code, at, command, message, details, advice } = failure;
    const told = { failure: { code, at, command, message, details, advice } };
    await this.print(
      json,
      { ...told, ...explanation },
      `${heading}${renderExplanation(explanation, style, all)}`,
    );
  }

  private async readText(): Promise<string> {
    if (process.stdin.isTTY)
      process.stderr.write("Paste the text, then press Enter and Ctrl-D (Windows: Ctrl-Z, Enter).\n");
    return readStdin(process.stdin);
  }

  private print(json: boolean, explanation: Explanation, text: string): Promise<void> {
    return this.printResult(json, { known: explanation.failures.length > 0, ...explanation }, text);
  }
}

/** A word with a blank in it is no flag, whatever it begins with: it goes behind `--`, where none is looked for. */
function withTextBehind(argv: readonly string[]): string[] {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const before = argv.slice(0, end);
  const isText = (word: string) => /^-.*\s/su.test(word);
  return [...before.filter((word) => !isText(word)), "--", ...before.filter(isText), ...argv.slice(end + 1)];
}

const nothingCame = () =>
  new AdvisedError(configInvalid("no text came"), [
    'Give the text that you were shown: nowtoken explain "…", or on standard input: nowtoken explain -',
    "For the last failure, give nothing: nowtoken explain",
  ]);
