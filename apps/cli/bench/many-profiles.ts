import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes a state folder with logins of so many instances; nothing opens their secrets. */
export function makeProfiles(stateFolder: string, count: number): void {
  const folder = join(stateFolder, "profiles");
  mkdirSync(folder, { recursive: true });
  const now = Date.now();
  const dayMs = 86_400_000;
  for (let number = 1; number <= count; number += 1) {
    const name = `customer-${String(number).padStart(4, "0")}`;
    const instanceUrl = `https://${name}.service-now.com`;
    const receivedAt = new Date(now - (number % 80) * dayMs);
    const profile = {
      version: 1,
      name,
      settings: {
        instanceUrl,
        clientId: "0123456789abcdef0123456789abcdef",
        clientAuth: "body",
        redirectUri: `${instanceUrl}/oauth_redirect.do`,
        scopes: ["useraccount", "openid", "profile", "email", "offline_access"],
      },
      login: {
        grant: "authorization-code",
        user: { userName: "knowledge.integration", displayName: "Knowledge Integration" },
        scopes: ["useraccount"],
        consentAt: receivedAt,
        refreshLifespanSeconds: 8_640_000,
        refreshLifespanSource: "assumed",
        accessReceivedAt: receivedAt,
        accessExpiresAt: new Date(receivedAt.getTime() + 1_800_000),
        refreshFingerprint: "01234567",
      },
      handedOver: [{ to: "knowledge-hub", at: receivedAt, refreshFingerprint: "01234567" }],
      sealed: { key: "keychain", keyId: "01234567", data: Buffer.alloc(400).toString("base64") },
    };
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(profile, null, 2)}\n`);
  }
}
