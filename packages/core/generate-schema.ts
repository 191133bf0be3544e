import { writeFileSync } from "node:fs";
import { settingsJsonSchema } from "./src/settings/settings-json-schema.ts";

const file = new URL("schema/settings.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`);
