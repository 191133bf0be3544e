import { join } from "node:path";
import { findDesktopFolder } from "@nowtoken/core";
import type { Environment } from "../environment.ts";

/** The guide's file, where the guide puts it. */
export async function defaultCredentialFile({ variables }: Environment): Promise<string> {
  const folder = await findDesktopFolder({ platform: process.platform, environment: variables });
  return join(folder, "servicenow_credentials.txt");
}
