import { resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cleanUp } from "../../test/home.ts";
import { keepLogin, makeKeepingHome } from "../../test/profiles.ts";
import { readProfileLayer } from "./profile-layer.ts";

afterAll(cleanUp);

const instanceUrl = "https://dev12345.service-now.com";
const caFile = resolve("ca.pem");
const reached = { instanceUrl, timeout: 7, caFile };

async function keepProfile() {
  const { store } = await makeKeepingHome();
  await keepLogin(store, { name: "default", settings: { instanceUrl, timeoutSeconds: 7, caFile } });
  return store;
}

test.each([
  ["no other client", { instance: "dev12345" }],
  ["its own client", { clientId: "0123456789abcdef0123456789abcdef" }],
])("a profile gives all that it has to %s", async (_, given) => {
  const { settings, secret } = await readProfileLayer(given, await keepProfile());
  expect(settings).toMatchObject({ ...reached, scopes: ["useraccount"] });
  expect(await secret()).toBe("a-client-secret");
});

test.each([
  ["where no instance is named", {}],
  ["of its instance", { instance: "dev12345" }],
])("another client %s gets only how the instance is reached", async (_, given) => {
  const { settings, secret } = await readProfileLayer({ ...given, clientId: "zz" }, await keepProfile());
  expect(settings).toEqual(reached);
  expect(await secret()).toBeUndefined();
});

test.each([
  ["another instance", { instance: "dev2" }],
  ["another instance and client", { instance: "dev2", clientId: "zz" }],
  ["an instance that is none", { instanceUrl: "nonsense" }],
])("%s gets nothing of a profile", async (_, given) => {
  const { settings, secret } = await readProfileLayer(given, await keepProfile());
  expect([settings, await secret()]).toEqual([{}, undefined]);
});
