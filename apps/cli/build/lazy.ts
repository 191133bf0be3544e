import type { Plugin } from "rolldown";

/**
 * oclif's modules require all of each other when the first is loaded; most commands need few of them. TypeScript emits
 * every such line alike, so each becomes a requirement at its first use.
 */
export const lazyRequires: Plugin = {
  name: "lazy-requires",
  transform: {
    filter: { id: /node_modules\/(?:@oclif\/core|clean-stack|debug|wrap-ansi|ejs)\// },
    handler(original) {
      // A file of its own would cost more than the few lines that it holds.
      const code = original.replaceAll("await import('wsl-utils')", "require('wsl-utils')");
      const found = new Map<string, string>();
      const line =
        /^(?:const|var) (\w+_\d+) = (?:(__importDefault|__importStar)\(require\((["'][^"']+["'])\)\)|require\((["'][^"']+["'])\));$/gmu;
      const rest = code.replace(line, (_, name, wrapper, wrapped, plain) => {
        found.set(name, wrapper ? `${wrapper}(require(${wrapped}))` : `require(${plain})`);
        return "";
      });
      if (found.size === 0) return { code, map: null };
      const names = new RegExp(`(?<![\\w$.])(${[...found.keys()].join("|")})(?![\\w$])`, "gu");
      const lazy = rest.replace(names, (name) => `(${name}$ ??= ${found.get(name)})`);
      const declared = `let ${[...found.keys()].map((name) => `${name}$`).join(", ")};`;
      return { code: lazy.replace(/^("use strict";)?/u, (strict) => `${strict}${declared}`), map: null };
    },
  },
};

/**
 * Node.js's own modules cost a millisecond or more each, and so do the bundle's other files: every one is loaded when it
 * is first used.
 */
export const lazyModules: Plugin = {
  name: "lazy-modules",
  renderChunk(code) {
    const found = new Map<string, string>();
    const line =
      /^(?:let|const) (node_\w+|require_(?!rolldown_runtime)[\w$]+) = require\(("(?:node:[\w/]+|\.\/[^"]+)")\);$/gmu;
    const rest = code.replace(line, (whole, name, id) => {
      // One that is made into an ES module below is needed whole.
      if (new RegExp(`^${escapeName(name)} = `, "mu").test(code)) return whole;
      found.set(name, id);
      return "";
    });
    if (found.size === 0) return null;
    const names = new RegExp(
      `(?<![\\w$]|(?<!\\.\\.)\\.)(${[...found.keys()].map(escapeName).join("|")})(?![\\w$])`,
      "gu",
    );
    const lazy = rest.replace(names, (name) => `(${name} ??= require(${found.get(name)}))`);
    return { code: `let ${[...found.keys()].join(", ")};\n${lazy}`, map: null };
  },
};

/** For a regular expression. */
const escapeName = (name: string): string => name.replaceAll("$", "\\$");
