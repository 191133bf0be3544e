import { sysIdOf } from "../sys-id.ts";
import type { Row } from "./table.ts";

/** A few incidents and knowledge articles, to have something to read. */
export const sampleRows = {
  incident: [
    row("INC0010001", { short_description: "The mail server does not answer", state: "1", active: "true" }),
    row("INC0010002", { short_description: "A monitor flickers", state: "2", active: "true" }),
    row("INC0010003", { short_description: "A new phone", state: "7", active: "false" }),
  ],
  kb_knowledge: [
    row("KB0010001", { short_description: "How to reset a password", workflow_state: "published" }),
    row("KB0010002", { short_description: "How to connect a printer", workflow_state: "published" }),
    row("KB0010003", { short_description: "Not yet written", workflow_state: "draft" }),
  ],
};

function row(number: string, values: Row): Row {
  return { sys_id: sysIdOf(number), number, ...values };
}
