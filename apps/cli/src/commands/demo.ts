import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { demoEnvironment } from "../demo/demo-environment.ts";
import { playDemo } from "../demo/play.ts";
import { stayForDemo } from "../demo/stay.ts";
import { withInterruption } from "../terminal/interruption.ts";

export default class Demo extends BaseCommand {
  static override summary = "Watch a whole login against a practice instance; no account needed.";
  static override description =
    "Starts a practice instance on this machine, runs `login` against it with a scripted person who follows its pages, and shows what happens. Leaves nothing behind.";
  static override examples = [
    { description: "Watch it", command: "<%= config.bin %> demo" },
    { description: "Be the person yourself, in your own browser", command: "<%= config.bin %> demo --stay" },
  ];
  static override flags = {
    stay: Flags.boolean({
      description: "keep the instance up, to click through it yourself",
      env: "NOWTOKEN_DEMO_STAY",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Demo);
    // Around all that has to be cleared away, so that a signal leaves nothing behind either.
    await withInterruption(async (signal) => {
      const folder = await mkdtemp(join(tmpdir(), "nowtoken-demo-"));
      try {
        await this.play(folder, { ...flags, signal });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }

  private async play(
    folder: string,
    { stay, json, signal }: { readonly stay: boolean; readonly json: boolean; readonly signal: AbortSignal },
  ): Promise<void> {
    const { startPracticeInstance } = await import("@nowtoken/simulator");
    const server = await startPracticeInstance();
    const environment = demoEnvironment(server, folder, this.environment.variables);
    const stage = { server, environment, executable: join(this.config.root, "bin/run.js"), signal };
    try {
      await (stay ? stayForDemo(stage) : playDemo({ ...stage, json }));
    } finally {
      await server.close();
    }
  }
}
