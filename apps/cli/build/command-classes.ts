import type { Command } from "@oclif/core/command";
import { commands } from "../src/commands.ts";

/** Every command's class, for the build, which writes down what `--help` shows of them. */
export const classes: Record<string, Command.Class> = {};
for (const [id, load] of Object.entries(commands)) classes[id] = (await load()).default;
