import type { ProfileContent } from "./held-profile.ts";
import type { Profile } from "./profile.ts";
import type { ProfileStore } from "./profile-store.ts";

/** Changes what a profile holds besides its secrets; one that is gone stays gone. Throws STORE_UNUSABLE, STORE_BUSY. */
export function changeProfile(
  store: ProfileStore,
  name: string,
  change: (profile: Profile) => Partial<Omit<ProfileContent, "secrets">>,
): Promise<void> {
  return store.hold(name, async (held) => {
    const open = await held.open();
    if (open === undefined) return;
    const { settings, login, handedOver } = open.profile;
    const content = { settings, login, handedOver, ...change(open.profile), secrets: open.secrets };
    const writer = await held.prepare();
    await writer.write(content);
  });
}
