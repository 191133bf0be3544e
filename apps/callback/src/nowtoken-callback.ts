#!/usr/bin/env node
import { parseArgs } from "node:util";

const usage = `Usage: nowtoken-callback [--port PORT] [--no-open]

Serves a page on 127.0.0.1 that does a whole ServiceNow OAuth login in your
browser. It ends when you say so, after 15 minutes without use, or by Ctrl-C.
`;
const { help, ...serving } = readArguments();
if (help) {
  process.stdout.write(usage);
} else {
  // The page takes long to load: whoever only asks how it is used need not wait for it.
  const { servePage } = await import("./serve-page.ts");
  await servePage(serving);
}

function readArguments() {
  const options = {
    port: { type: "string" },
    "no-open": { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const { port = "0", help = false } = values;
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) {
      return { port: Number(port), open: !values["no-open"], help };
    }
  } catch {
    // Its message repeats what was typed.
  }
  process.stderr.write(usage);
  process.exit(2);
}
