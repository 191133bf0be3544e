import { wrongThingCopied } from "../browser/redirect-entries.ts";
import type { Cause, Entry } from "../entry.ts";
import { codeSpent } from "../refusals/code-causes.ts";
import { scopeMissing } from "../refusals/record-causes.ts";
import { secretWrong } from "../refusals/secret-causes.ts";

const noPythonNeeded =
  "You do not need Python: `nowtoken login` does what the guide's script does, and more.";

const pythonMissing: Cause = {
  id: "python-missing",
  cause: "Python is not installed, or not in the PATH.",
  check: ["Whether `python3` or, on Windows, `py` works instead."],
  fix: [noPythonNeeded, "For the script itself: reinstall Python with Add python.exe to PATH ticked."],
  source: "guide, Python or library issues",
};

const pipMissing: Cause = {
  id: "pip-missing",
  cause: "Python's installer pip is not there, or not in the PATH; Python itself may not be either.",
  check: ["Whether `python -m pip --version` or, on Windows, `py -m pip --version` works."],
  fix: [noPythonNeeded, "For the script itself: `python -m pip install requests`, or `py -m pip …`."],
  source: "guide, Python or library issues",
};

const templateIncomplete: Cause = {
  id: "template-incomplete",
  cause: "The template's line with that name is missing, misspelt, or stands behind the place that uses it.",
  check: ["The five names of the template: redirect_uri, client_id, client_secret, instance, token_url."],
  fix: [
    "`nowtoken login --config FILE` names every value that is missing.",
    "For the script itself: put the template's five lines back, unchanged but for their values.",
  ],
  source: "the guide's template; Python's own words",
};

const requestsMissing: Cause = {
  id: "requests-missing",
  cause: "Python's package requests is not installed.",
  check: ["That pip belongs to the same Python: `python -m pip --version`."],
  fix: [noPythonNeeded, "For the script itself: `python -m pip install requests`."],
  source: "guide, Python or library issues",
};

const quotesTypographic: Cause = {
  id: "quotes-typographic",
  cause: "An editor or a chat made the template's quotes typographic ones, which Python does not read.",
  check: ["The quotes in the line that the message names."],
  fix: [
    "`nowtoken login --config FILE` reads the template as it is; typographic quotes too.",
    "For the script itself: type the quotes anew in a plain text editor.",
  ],
  source: "Python's own words; the guide's template",
};

const environmentManaged: Cause = {
  id: "environment-managed",
  cause: "This Python belongs to the system, which lets pip install nothing into it.",
  check: ["Whether a virtual environment is active."],
  fix: [noPythonNeeded, "For the script itself: `python -m venv venv`, and its own `pip install requests`."],
  source: "PEP 668",
};

/** The guide's two errors of Python, and what else its script fails with. */
export const pythonEntries = {
  notFound: {
    id: "python-not-recognized",
    title: "'python' is not recognized as an internal or external command",
    patterns: [
      "python is not recognized",
      "python not recognized",
      "python command not found",
      "python3 command not found",
      "python was not found",
      "python3 not found",
      "python not found",
      "command not found python",
      "command not found python3",
      "spawn python enoent",
      "spawn python3 enoent",
    ],
    causes: [pythonMissing],
    certainty: "certain",
  },
  requestsMissing: {
    id: "python-no-requests",
    title: "ModuleNotFoundError: No module named 'requests'",
    patterns: ["no module named requests"],
    causes: [requestsMissing],
    certainty: "certain",
  },
  quotes: {
    id: "python-typographic-quotes",
    title: "SyntaxError: invalid character '‘' (U+2018)",
    patterns: [
      ["syntaxerror", "invalid character", "u 2018"],
      ["syntaxerror", "invalid character", "u 2019"],
      ["syntaxerror", "invalid character", "u 201c"],
      ["syntaxerror", "invalid character", "u 201d"],
    ],
    causes: [quotesTypographic],
    certainty: "certain",
  },
  managed: {
    id: "python-externally-managed",
    title: "error: externally-managed-environment",
    patterns: ["externally managed environment"],
    causes: [environmentManaged],
    certainty: "certain",
  },
  noToken: {
    id: "script-no-access-token",
    title: "KeyError: 'access_token'",
    patterns: ["keyerror access token"],
    causes: [codeSpent, scopeMissing, secretWrong],
    certainty: "possible",
  },
  noPip: {
    id: "python-no-pip",
    title: "'pip' is not recognized as an internal or external command",
    patterns: [
      "pip is not recognized",
      "pip command not found",
      "pip3 command not found",
      "pip not found",
      "command not found pip",
      "command not found pip3",
      "no module named pip",
    ],
    causes: [pipMissing, pythonMissing],
    certainty: "certain",
  },
  noCode: {
    id: "script-no-code",
    title: "KeyError: 'code'",
    patterns: ["keyerror code"],
    causes: [wrongThingCopied],
    certainty: "possible",
  },
  noName: {
    id: "script-no-name",
    title: "NameError: name 'client_id' is not defined",
    patterns: ["client id", "client secret", "redirect uri", "token url", "instance name"].map(
      (name) => `nameerror name ${name} is not defined`,
    ),
    causes: [templateIncomplete],
    certainty: "certain",
  },
} as const satisfies Record<string, Entry>;
