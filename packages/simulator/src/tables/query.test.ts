import { expect, test } from "vitest";
import { fieldsOf, findRows, parseQuery } from "./query.ts";

const rows = [
  { name: "Alpha", state: "1", note: "" },
  { name: "beta", state: "2", note: "x" },
  { name: "Gamma ray", state: "2", note: "" },
];

const names = (query: string) =>
  findRows(rows, parseQuery(query), (row, field) => row[field] ?? "").map(({ name }) => name);

test.each([
  ["", ["Alpha", "beta", "Gamma ray"]],
  ["name=alpha", ["Alpha"]],
  ["state!=1", ["beta", "Gamma ray"]],
  ["state=2^note=x", ["beta"]],
  ["name=beta^ORname=alpha^state=1", ["Alpha"]],
  ["nameINAlpha,Gamma ray", ["Alpha", "Gamma ray"]],
  ["nameNOT INAlpha,beta", ["Gamma ray"]],
  ["nameLIKEET", ["beta"]],
  ["nameSTARTSWITHga", ["Gamma ray"]],
  ["nameENDSWITHa", ["Alpha", "beta"]],
  ["noteISEMPTY", ["Alpha", "Gamma ray"]],
  ["noteISNOTEMPTY", ["beta"]],
  ["ORDERBYDESCname", ["Gamma ray", "beta", "Alpha"]],
  ["ORDERBYDESCstate^ORDERBYname", ["beta", "Gamma ray", "Alpha"]],
  ["name=a=b", []],
  ["this is not understood", ["Alpha", "beta", "Gamma ray"]],
])("%j finds %j", (query, found) => {
  expect(names(query)).toEqual(found);
});

test("the fields of a query are those of its conditions and of its order", () => {
  expect(fieldsOf(parseQuery("a=1^ORb=2^c.dLIKEx^ORDERBYe"))).toEqual(["a", "b", "c.d", "e"]);
});
