import type { Profile, ProfileSettings } from "./profile.ts";

type Owner = Pick<ProfileSettings, "instanceUrl" | "clientId">;

/** Whether two logins are of the same instance and client. */
export function hasSameOwner(one: Owner, other: Owner): boolean {
  return one.instanceUrl === other.instanceUrl && one.clientId === other.clientId;
}

/** Whether the tokens of a profile are known to be another user's. */
export function isOtherUser(profile: Profile | undefined, userName: string | undefined): boolean {
  const known = profile?.login?.user?.userName;
  return known !== undefined && userName !== undefined && known !== userName;
}
