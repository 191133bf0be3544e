import type { Behaviour } from "../behaviour.ts";
import type { PracticeUser } from "../options.ts";
import type { Row, Table } from "./table.ts";

/** `sys_user`: the practice users, to be read. */
export function createUserTable(users: readonly PracticeUser[], behaviour: Behaviour): Table {
  return {
    columns: [
      "user_name",
      "name",
      "email",
      "active",
      "locked_out",
      "password_needs_reset",
      "web_service_access_only",
    ],
    rows: () => (behaviour.sysUserReadable ? users.map(toRow) : []),
  };
}

function toRow(user: PracticeUser): Row {
  return {
    sys_id: user.sysId,
    user_name: user.userName,
    name: user.displayName,
    email: user.email,
    active: String(user.active),
    locked_out: String(user.lockedOut),
    password_needs_reset: String(user.passwordNeedsReset),
    web_service_access_only: String(user.webServiceAccessOnly),
  };
}
