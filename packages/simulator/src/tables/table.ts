/** A record as the Table API has it: every value is text, a reference is the other record's `sys_id`. */
export type Row = Readonly<Record<string, string>>;

/** Why a table does not take a row. */
export interface RowRefusal {
  readonly status: 400 | 403;
  readonly message: string;
  readonly detail: string;
}

/** One table of the instance. What it lacks, as `remove`, nobody may do. */
export interface Table {
  /** Its own columns, beside those that every table has; values for any other are left out without a word. */
  readonly columns: readonly string[];
  /** Which of its columns name a record of which table. */
  readonly references?: Readonly<Record<string, string>>;
  /** The roles that may read or change it, beside `admin`; without them everybody may. */
  readonly readers?: readonly string[];
  readonly writers?: readonly string[];
  readonly rows: () => readonly Row[];
  /** Takes a row with its `sys_id`, and gives the `sys_id` under which it is found. */
  readonly insert?: (row: Row) => string | RowRefusal;
  readonly update?: (sysId: string, values: Row) => RowRefusal | undefined;
  readonly remove?: (sysId: string) => void;
}

export const systemColumns = [
  "sys_id",
  "sys_created_by",
  "sys_created_on",
  "sys_updated_by",
  "sys_updated_on",
] as const;

export const isRefusal = (result: string | RowRefusal | undefined): result is RowRefusal =>
  typeof result === "object";

/** The database's words; the rest of the sentence is a guess. */
export const duplicateName = (name = ""): RowRefusal =>
  operationFailed(`Unique Key violation detected by database (Duplicate entry '${name}' for key 'name')`);

/** What a business rule or the database objects to: 403 in every report. */
export const operationFailed = (detail: string): RowRefusal => ({
  status: 403,
  message: "Operation Failed",
  detail,
});
