import type { PracticeInstance, PracticeUser } from "../src/index.ts";
import { bearerOf } from "./practice-login.ts";

/** What a table answers with, as far as tests look at it. */
export interface TableAnswer {
  readonly result: Readonly<Record<string, string>>;
  readonly error: { readonly message: string; readonly detail: string };
}

/** Calls the Table API as the instance's administrator, or as another user. */
export function callTable(
  instance: PracticeInstance,
  path: string,
  { method = "GET", values, user }: { method?: string; values?: object; user?: PracticeUser } = {},
): Promise<Response> {
  const caller = user ?? instance.users.find(({ userName }) => userName === "admin");
  const body = values === undefined ? null : JSON.stringify(values);
  const send = async () =>
    instance.request(`/api/now/table/${path}`, {
      method,
      body,
      headers: { ...(await bearerOf(instance, caller)), "content-type": "application/json" },
    });
  return send();
}

/** Inserts a row; gives the row as the answer has it, references as `sys_id`. */
export async function insert(
  instance: PracticeInstance,
  table: string,
  values: object,
): Promise<Readonly<Record<string, string>>> {
  const answer = await callTable(instance, `${table}?sysparm_exclude_reference_link=true`, {
    method: "POST",
    values,
  });
  return (await readAnswer(answer)).result;
}

export async function readAnswer(response: Response): Promise<TableAnswer> {
  return (await response.json()) as TableAnswer;
}

/** The values of one field in the rows that a query finds. */
export async function readField(instance: PracticeInstance, path: string, field: string): Promise<string[]> {
  const separator = path.includes("?") ? "&" : "?";
  const answer = await callTable(instance, `${path}${separator}sysparm_fields=${field}`);
  const { result } = (await answer.json()) as { result: Record<string, string>[] };
  return result.map((row) => row[field] ?? "");
}
