import { writeFileSync } from "node:fs";
import { renderErrorsDocument } from "./src/failures/errors-document.ts";

writeFileSync(new URL("../../docs/errors.md", import.meta.url), renderErrorsDocument());
