/** The values of a variable that holds several, with spaces or commas between; undefined when it holds none. */
export function readListVariable(variables: NodeJS.ProcessEnv, name: string): string[] | undefined {
  const values = (variables[name] ?? "").split(/[\s,]+/u).filter((value) => value !== "");
  return values.length === 0 ? undefined : values;
}
