import type { ProfileSettings } from "./profile.ts";

type Owner = Pick<ProfileSettings, "instanceUrl" | "clientId">;

/** Whether two logins are of the same instance and client. */
export function hasSameOwner(one: Owner, other: Owner): boolean {
  return one.instanceUrl === other.instanceUrl && one.clientId === other.clientId;
}
