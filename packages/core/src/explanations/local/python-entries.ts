import type { Cause, Entry } from "../entry.ts";

const noPythonNeeded =
  "You do not need Python: `nowtoken login` does what the guide's script does, and more.";

const pythonMissing: Cause = {
  id: "python-missing",
  cause: "Python is not installed, or not in the PATH.",
  check: ["Whether `python3` or, on Windows, `py` works instead."],
  fix: [noPythonNeeded, "For the script itself: reinstall Python with Add python.exe to PATH ticked."],
  source: "guide, Python or library issues",
};

const requestsMissing: Cause = {
  id: "requests-missing",
  cause: "Python's package requests is not installed.",
  check: ["That pip belongs to the same Python: `python -m pip --version`."],
  fix: [noPythonNeeded, "For the script itself: `python -m pip install requests`."],
  source: "guide, Python or library issues",
};

/** The guide's two errors of Python. */
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
      "spawn python enoent",
      "spawn python3 enoent",
    ],
    causes: [pythonMissing],
    certainty: "certain",
  },
  requestsMissing: {
    id: "python-no-requests",
    title: "ModuleNotFoundError: No module named 'requests'",
    patterns: ["no module named requests", "modulenotfounderror"],
    causes: [requestsMissing],
    certainty: "certain",
  },
} as const satisfies Record<string, Entry>;
