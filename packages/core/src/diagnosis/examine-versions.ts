import { arch, platform, release } from "node:os";
import { type ExaminationResult, ok } from "./examination.ts";

/** What runs here. A Node.js that is too old never comes so far. */
export function examineVersions(nowtoken: string): ExaminationResult {
  const facts = {
    nowtoken,
    node: process.versions.node,
    platform: platform(),
    release: release(),
    arch: arch(),
  };
  return ok(
    `nowtoken ${nowtoken}, Node.js ${facts.node}, ${facts.platform} ${facts.release} (${facts.arch}).`,
    { facts },
  );
}
