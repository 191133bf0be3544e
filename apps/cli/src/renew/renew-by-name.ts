import {
  checkSaving,
  type Effects,
  type ProfileStore,
  prepareCredentialFile,
  type RawSettings,
  type Settings,
} from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";
import { chooseMode, type ModeFlag } from "../login/mode.ts";
import type { Browsing } from "../login/receive-login.ts";
import { requireProfile } from "../profiles/named-profile.ts";
import { styleFor } from "../terminal/style.ts";
import { type Renewal, renewProfile } from "./renew-profile.ts";
import { renewalSettings } from "./renewal-settings.ts";

/** How logins are renewed, one after the other. */
export interface RenewalPlan extends Omit<Browsing, "settings" | "mode" | "userName"> {
  readonly names: readonly string[];
  readonly store: ProfileStore;
  readonly effectsFor: (settings: Settings) => Effects;
  readonly mode: ModeFlag;
  /** What the command says of each of them. */
  readonly wishes: RawSettings;
}

/**
 * Renews one profile of a plan; what can be checked is, before anybody signs in.
 *
 * Throws CONFIG_INVALID, LOGIN_REQUIRED, STORE_UNUSABLE, CREDENTIAL_FILE_UNWRITABLE, and what a login throws.
 */
export async function renewByName(name: string, plan: RenewalPlan): Promise<Renewal> {
  const { store, names, interactive, effectsFor } = plan;
  const profile = requireProfile(store, name);
  const settings = await renewalSettings(profile, plan);
  const mode = chooseMode(plan.mode, settings);
  if (mode === "paste" && !interactive && names.length > 1) {
    throw configInvalid(
      "standard input brings one redirected URL: renew this profile alone, at a terminal, or with --mode loopback",
    );
  }
  await checkSaving(store, name);
  const { out } = settings;
  const file = out === undefined ? undefined : await prepareCredentialFile(out);
  try {
    if (names.length > 1) announce(name, plan);
    return await renewProfile({ ...plan, profile, settings, mode, file, effects: effectsFor(settings) });
  } finally {
    await file?.discard();
  }
}

function announce(name: string, { names }: RenewalPlan): void {
  const style = styleFor(process.stderr);
  process.stderr.write(`\n${style.bold(`${name} (${names.indexOf(name) + 1} of ${names.length})`)}\n`);
}
