import type { Effects, Profile, ProfileStore } from "@nowtoken/core";
import { BaseCommand } from "../base-command.ts";
import { connectionOf, findProfile } from "./kept-login.ts";
import { readSessionSettings, type SessionFlags } from "./session.ts";

/** A login that is kept, and what reaches its instance. */
export interface Session {
  readonly store: ProfileStore;
  readonly profile: Profile;
  readonly effects: Effects;
}

/** A command that uses one login that is kept. */
export abstract class SessionCommand extends BaseCommand {
  /** The login that is meant. Throws CONFIG_INVALID, LOGIN_REQUIRED, STORE_UNUSABLE. */
  protected async openSession(flags: SessionFlags & { readonly "no-input": boolean }): Promise<Session> {
    const settings = await readSessionSettings(flags, this.environment);
    const store = this.store(flags, settings);
    const profile = findProfile(store, settings);
    return { store, profile, effects: this.effects(connectionOf(profile, settings)) };
  }
}
