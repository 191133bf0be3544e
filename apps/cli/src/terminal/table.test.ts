import { describe, expect, test } from "vitest";
import { layOutTable } from "./table.ts";

describe("a table", () => {
  const columns = [{ title: "NAME", least: 4 }, { title: "HOST", least: 4 }, { title: "DIES" }];

  test("has one width a column, a heading, and no blanks at the ends", () => {
    const rows = [
      ["a", "dev12345", "today"],
      ["acme", "b", ""],
    ];
    expect(layOutTable({ columns, rows }, 80)).toBe("NAME  HOST      DIES\na     dev12345  today\nacme  b\n");
  });

  test("cuts the widest columns that may be cut, and no other", () => {
    const rows = [["a-long-name", "a-longer-host-name", "2027-03-03"]];
    const [heading, row] = layOutTable({ columns, rows }, 30).split("\n");
    expect([heading, row]).toEqual(["NAME      HOST      DIES", "a-long-…  a-longe…  2027-03-03"]);
  });

  test("cuts what is to be cut last only when nothing else can be", () => {
    const kept = [
      { title: "NAME", least: 4, isCutLast: true },
      { title: "HOST", least: 6 },
    ] as const;
    const rows = [["a-long-name-of-its-own", "a-host-name"]];
    const row = (width: number) => layOutTable({ columns: kept, rows }, width).split("\n")[1];
    expect(row(32)).toBe("a-long-name-of-its-own  a-host-…");
    expect(row(26)).toBe("a-long-name-of-it…  a-hos…");
  });

  test("is wider than the window rather than unreadable", () => {
    expect(layOutTable({ columns, rows: [["name", "host", "2027-03-03"]] }, 10)).toContain(
      "name  host  2027-03-03",
    );
  });

  test("colours what was cut, and lets no control character through", () => {
    const paint = (text: string) => `\u001b[31m${text}\u001b[39m`;
    const rows = [[{ text: "abcdefgh\u001b]0;x\u0007", paint }, "h\u009bi", "now"]];
    expect(layOutTable({ columns, rows }, 17).split("\n")[1]).toBe("\u001b[31mabcd…\u001b[39m  hi    now");
  });
});
