/** Of what every command can reach: packages that only `--help`, some failures and debugging use. */
const rarePackages = [
  "ansi-[a-z]+",
  "clean-stack",
  "cli-spinners",
  "color-[a-z]+",
  "debug",
  "ejs",
  "emoji-regex",
  "escape-string-regexp",
  "get-package-type",
  "indent-string",
  "ms",
  "string-width",
  "strip-ansi",
  "supports-color",
  "typescript",
  "wrap-ansi",
];

/** The same of oclif's own folders and files. */
const rareParts = [
  "errors/errors/pretty-print",
  "help/(?!util|index|formatter)",
  "module-loader",
  "util/(?:cache-|determine|find-root|read-pjson|read-tsconfig)",
  "ux/(?:action|colorize-json|list|supports-color)",
];

/** Module ids are paths, with the separators of the system. */
const module = (pattern: string): RegExp => new RegExp(pattern.replaceAll("/", "[\\\\/]"));

const rarelyNeeded = module(
  `/node_modules/(?:(?:${rarePackages.join("|")})/|@oclif/core/lib/(?:${rareParts.join("|")}))`,
);

/**
 * Which modules share a file of the bundle. Each file costs a third of a millisecond to load, so what the commands need
 * that scripts call often is in few; the rest is split where commands part.
 */
export const groups = [
  { name: "manifest", test: /virtual:manifest-text/, priority: 6 },
  { name: "help", test: rarelyNeeded, priority: 5, includeDependenciesRecursively: false },
  { name: "start", tags: ["$initial" as const], priority: 4 },
  // Every login asks these; the rest of the callback package, with Hono, is for those that listen or show a page.
  { name: "desktop", test: module("/callback/dist/(?:desktop|listener/loopback-address)"), priority: 3 },
  // A command that uses a login that is kept needs them only where something is named.
  {
    name: "settings",
    test: module("/core/dist/settings/settings(?:-file)?\\.js$"),
    priority: 3,
    includeDependenciesRecursively: false,
  },
  // The logins that are kept, for whoever keeps or uses one; the last line of every command asks the one left out.
  {
    name: "store",
    test: module("/core/dist/(?:store|token-source|vault/(?!unanswered-call))"),
    priority: 3,
    includeDependenciesRecursively: false,
  },
  { name: "token", test: module("/cli/src/commands/token\\.ts$"), priority: 2 },
  { name: "login", test: module("/cli/src/commands/(?:exchange|url)\\.ts$"), priority: 1 },
];
