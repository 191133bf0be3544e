import type { Surroundings } from "../credential-file/home-folder.ts";
import type { Effects } from "../effects.ts";
import type { AnyAuthError } from "../errors.ts";
import type { Settings } from "../settings/settings.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import type { SettingsLayer } from "./settings-layer.ts";

/** What is to be examined: this machine, the settings, the store, and the instance that they name. */
export interface Patient {
  /** The version of the front end. */
  readonly version: string;
  readonly surroundings: Surroundings;
  /** Every variable that the front end reads. */
  readonly knownVariables: readonly string[];
  /** What somebody gave, the strongest first; the profile is not among them. */
  readonly layers: readonly SettingsLayer[];
  /** Why a layer could not be read. */
  readonly unreadable: readonly AnyAuthError[];
  readonly store: ProfileStore;
  /** Whether there is a person who can answer the keychain's prompt. */
  readonly interactive: boolean;
  /** Whether nothing may be sent. */
  readonly offline: boolean;
  readonly createEffects: (connection: Pick<Settings, "timeoutSeconds" | "caFile">) => Effects;
  /**
   * Listens where a redirect URI leads to on this machine, ends at once, and yields the addresses; undefined for one that
   * leads elsewhere. Throws PORT_UNAVAILABLE.
   */
  readonly tryListening: (redirectUri: string) => Promise<readonly string[] | undefined>;
  readonly signal?: AbortSignal | undefined;
}
