import * as z from "zod/mini";
import { settingFields } from "./fields.ts";
import { fileNames, settingNames } from "./names.ts";

const members = settingNames.flatMap((names) =>
  fileNames(names).map((name) => ({ name, field: settingFields[names.key], description: names.description })),
);

/** The JSON Schema (2020-12) of a JSON settings file. */
export function settingsJsonSchema(): object {
  const file = z.strictObject({
    $schema: z.optional(z.string()),
    ...Object.fromEntries(members.map(({ name, field }) => [name, z.optional(field)])),
  });
  const { $schema, ...schema } = z.toJSONSchema(file, {
    io: "input",
    override: ({ path, jsonSchema }) => {
      const member = members.find(({ name }) => path.length === 2 && path[1] === name);
      if (member !== undefined) jsonSchema.description = member.description;
    },
  });
  return { $schema, title: "Settings of nowtoken", ...schema };
}
