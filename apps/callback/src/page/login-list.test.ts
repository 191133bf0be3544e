import { describe, expect, test } from "vitest";
import { makeListed } from "../../test/fixtures/page-profiles.ts";
import { selectLogins } from "./login-list.ts";
import type { ListedLogin } from "./page-profiles.ts";

const now = new Date("2026-03-01T12:00:00Z");
const select = (logins: readonly ListedLogin[], find = "", page = Number.NaN) =>
  selectLogins(logins, { find, page, now });
const namesOf = (...given: Parameters<typeof select>) => select(...given).rows.map(({ login }) => login.name);

describe("the logins of a page", () => {
  test("are those that do not work, then those that soon will not, the first to die before the others", () => {
    const refusedAt = new Date("2026-02-01T12:00:00Z");
    const logins = [
      makeListed("fine-2"),
      makeListed("fine-10"),
      makeListed("due-later", { daysAgo: 87 }),
      makeListed("due-sooner", { daysAgo: 95 }),
      makeListed("refused", { refusedAt }),
      makeListed("dead", { daysAgo: 101 }),
    ];
    expect(namesOf(logins)).toEqual(["dead", "refused", "due-sooner", "due-later", "fine-2", "fine-10"]);
    expect(select(logins).needy).toBe(4);
  });

  test("are found by name, instance or user, whatever the case", () => {
    const user = { userName: "svc.nice" };
    const logins = [makeListed("acme"), makeListed("globex", { user })];
    expect(namesOf(logins, " ACM ")).toEqual(["acme"]);
    expect(namesOf(logins, "globex.service-now")).toEqual(["globex"]);
    expect(namesOf(logins, "svc.NICE")).toEqual(["globex"]);
    expect(namesOf(logins, "nobody")).toEqual([]);
  });

  test("are twelve at most, and a page that is not there is the nearest one", () => {
    const logins = Array.from({ length: 45 }, (_, index) => makeListed(`dev${index}`));
    expect(namesOf(logins, "", 4)).toEqual([
      "dev36",
      "dev37",
      "dev38",
      "dev39",
      "dev40",
      "dev41",
      "dev42",
      "dev43",
      "dev44",
    ]);
    expect([0, 1.5, 2, 9].map((page) => select(logins, "", page).page)).toEqual([1, 1, 2, 4]);
    expect(select(logins, "dev4")).toMatchObject({ total: 45, found: 6, pages: 1 });
  });
});
