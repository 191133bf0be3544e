import { expect, test } from "vitest";
import { callTable, insert, readAnswer, readField } from "../../test/table-api.ts";
import { createPracticeInstance } from "../index.ts";

test("a default profile comes with a record, and a second default is refused by the business rule", async () => {
  const instance = createPracticeInstance();
  const { sys_id = "" } = await insert(instance, "oauth_entity", { name: "New connector" });
  const path = `oauth_entity_profile?sysparm_query=oauth_entity=${sys_id}`;
  expect(await readField(instance, path, "name")).toEqual(["New connector default_profile"]);

  const values = { name: "Second", oauth_entity: sys_id, default: "true" };
  const answer = await callTable(instance, "oauth_entity_profile", { method: "POST", values });
  expect([answer.status, (await readAnswer(answer)).error.detail]).toEqual([
    403,
    expect.stringMatching(
      /^Operation against file 'oauth_entity_profile' was aborted by Business Rule 'Validate OAuth entity profile\^/,
    ),
  ]);

  await insert(instance, "oauth_entity_profile", { ...values, default: "false" });
  expect(await readField(instance, path, "default")).toEqual(["true", "false"]);
  const [first = ""] = await readField(instance, path, "sys_id");
  await callTable(instance, `oauth_entity_profile/${first}`, {
    method: "PATCH",
    values: { default: "false" },
  });
  expect((await callTable(instance, "oauth_entity_profile", { method: "POST", values })).status).toBe(201);
});
