import { type Cause, codePatterns, type Entry } from "../entry.ts";

const correct = "Correct this and run the command again: nothing was sent.";

const settingMissing: Cause = {
  id: "setting-missing",
  cause:
    "A value that is needed was given nowhere: not as a flag, not in the environment, not in a settings file.",
  check: ["That variables are exported, and that the settings file is the one that --config names."],
  fix: [
    "Give it in one of the ways that the message names, or run the command in a terminal, which asks for it.",
  ],
  source: "nowtoken, docs/settings.md",
};

const settingInvalid: Cause = {
  id: "setting-invalid",
  cause: "A value or a name among the settings is not what it must be.",
  check: ["The setting, and the line and column, that the message names."],
  fix: [correct],
  source: "nowtoken, docs/settings.md",
};

const sampleLeft: Cause = {
  id: "sample-left",
  cause: "The guide's sample values or placeholders still stand in the template.",
  check: ["client_secret, {instance_name} and <instance-name> in the file."],
  fix: ["Put your own record's values in their place.", correct],
  source: "guide, Prepare Values for the Python Script",
};

const settingConflict: Cause = {
  id: "setting-conflict",
  cause: "Two settings, or two uses of the same thing, exclude each other.",
  check: ["Both that the message names, and the layers: flag, environment, settings file, profile."],
  fix: ["Take one of the two away.", correct],
  source: "nowtoken, docs/settings.md",
};

const usageWrong: Cause = {
  id: "usage-wrong",
  cause: "The command line has a command, a flag or an argument that there is not.",
  check: ["The spelling, and that texts with blanks stand in quotes."],
  fix: ["See `nowtoken COMMAND --help`."],
  source: "nowtoken, --help",
};

const programMissing: Cause = {
  id: "program-missing",
  cause: "The program behind `--` does not exist, or may not be executed.",
  check: ["Its name or path, its permissions, and PATH."],
  fix: ["Check its name or path, and that it may be executed. No shell looks at its words."],
  source: "nowtoken exec, exit codes 126 and 127",
};

const ourBug: Cause = {
  id: "our-bug",
  cause: "A bug of nowtoken.",
  check: ["Whether a newer version does the same: `nowtoken --version`."],
  fix: ["Please report it, with the lines that the failure showed."],
  source: "nowtoken, exit code 1",
};

/** What is wrong before anything was sent. */
export const settingsEntries = {
  missing: {
    id: "setting-missing",
    title: "… must be given",
    patterns: ["instance must be given", "client id must be given", ...codePatterns("CONFIG_INVALID")],
    causes: [settingMissing],
    certainty: "certain",
  },
  invalid: {
    id: "setting-invalid",
    title: "A setting is not valid",
    patterns: ["run the command again nothing was sent", "a name in the settings file"],
    causes: [settingInvalid],
    isGeneral: true,
  },
  sample: {
    id: "sample-left",
    title: "A sample value or placeholder was left in",
    patterns: ["this is the sample of the guide", "must have its placeholder replaced"],
    causes: [sampleLeft],
    certainty: "certain",
  },
  conflict: {
    id: "setting-conflict",
    title: "Two settings exclude each other",
    patterns: ["serves one thing at a time", "must name the same host as the instance url"],
    causes: [settingConflict],
    certainty: "certain",
  },
  usage: {
    id: "usage-wrong",
    title: "There is no such command, flag or argument",
    patterns: ["there is no such command", "there is no such flag", "there is an argument too many"],
    causes: [usageWrong],
    certainty: "certain",
  },
  program: {
    id: "program-not-started",
    title: "The program was not found, or cannot be run",
    patterns: [
      { whole: "the program was not found" },
      ["the program was not found", "no shell looks at its words"],
      ["the program cannot be run", "no shell looks at its words"],
      "code program not started",
    ],
    causes: [programMissing],
    certainty: "certain",
  },
  bug: {
    id: "unexpected",
    title: "nowtoken failed in a way that it should not",
    patterns: ["nowtoken failed in a way that it should not"],
    causes: [ourBug],
    certainty: "certain",
  },
} as const satisfies Record<string, Entry>;
