import { expect, test } from "vitest";
import type { VaultKey } from "../vault/vault-key.ts";
import type { Profile } from "./profile.ts";
import { openSecrets, sealSecrets } from "./seal.ts";

const secrets = { clientSecret: "client-secret", accessToken: "access", refreshToken: "refresh" };
const key = vaultKey(1);
const profile: Profile = {
  version: 1,
  name: "acme",
  settings: {
    instanceUrl: "https://dev1.service-now.com",
    clientId: "id",
    clientAuth: "body",
    redirectUri: "https://dev1.service-now.com/oauth_redirect.do",
    scopes: [],
  },
  handedOver: [],
  sealed: { key: "file", keyId: "", data: "" },
};

function vaultKey(byte: number): VaultKey {
  return { source: "file", key: Buffer.alloc(32, byte), id: `0000000${byte}` };
}

const sealedWith = (owner: Profile, with_ = key): Profile => ({
  ...owner,
  sealed: sealSecrets(secrets, owner, with_),
});

const changeByte = (data: string, at: number): string => {
  const bytes = Buffer.from(data, "base64");
  const index = at < 0 ? bytes.length + at : at;
  bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
  return bytes.toString("base64");
};

test("secrets open for the profile that they were sealed for, and cannot be read before", () => {
  const sealed = sealedWith(profile);
  expect(openSecrets(sealed, key, "/file")).toEqual(secrets);
  const bytes = Buffer.from(sealed.sealed.data, "base64").toString("latin1");
  for (const secret of Object.values(secrets)) expect(bytes).not.toContain(secret);
  expect(sealed.sealed).toMatchObject({ key: "file", keyId: "00000001" });
});

test("every sealing has a nonce of its own, so that the same secrets look different", () => {
  const sealed = Array.from({ length: 100 }, () => sealSecrets(secrets, profile, key).data);
  const nonces = sealed.map((data) => Buffer.from(data, "base64").subarray(0, 12).toString("hex"));
  expect(new Set(nonces).size).toBe(100);
  expect(new Set(sealed.map((data) => data.slice(-20))).size).toBe(100);
});

test.each<[string, Profile]>([
  ["instance", { ...profile, settings: { ...profile.settings, instanceUrl: "https://evil.example" } }],
  ["client", { ...profile, settings: { ...profile.settings, clientId: "other" } }],
  ["profile", { ...profile, name: "other" }],
])("secrets do not open for another %s", (_, other) => {
  const moved = { ...other, sealed: sealedWith(profile).sealed };
  expect(() => openSecrets(moved, key, "/file")).toThrow(
    expect.objectContaining({
      code: "STORE_UNUSABLE",
      details: { path: "/file", profile: other.name, reason: "sealed-for-another" },
    }),
  );
});

test("a profile's settings besides may be edited, and its name spelled otherwise", () => {
  const settings = { ...profile.settings, timeout: 60, scopes: ["useraccount"] };
  expect(openSecrets({ ...sealedWith(profile), name: "ACME", settings }, key, "/file")).toEqual(secrets);
});

test("secrets do not open with another key", () => {
  expect(() => openSecrets(sealedWith(profile), vaultKey(2), "/file")).toThrow("sealed for this profile");
});

test.each([
  ["a changed nonce", (data: string) => changeByte(data, 0)],
  ["a changed text", (data: string) => changeByte(data, 12)],
  ["a changed tag", (data: string) => changeByte(data, -1)],
  ["an end that is missing", (data: string) => data.slice(0, -8)],
  ["little more than a tag", (data: string) => data.slice(0, 24)],
  ["nothing", () => ""],
])("%s opens nothing", (_, change) => {
  const { sealed } = sealedWith(profile);
  const damaged = { ...profile, sealed: { ...sealed, data: change(sealed.data) } };
  expect(() => openSecrets(damaged, key, "/file")).toThrow("sealed for this profile");
});
