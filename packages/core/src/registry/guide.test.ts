import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSettings } from "../settings/settings.ts";
import { connectorRegistrations } from "./connector-registration.ts";
import { buildGuide, guideVariants } from "./guide.ts";
import { type Instructions, section } from "./instructions.ts";
import { planRegistryRecord } from "./registry-record.ts";
import { renderHtml } from "./render-html.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderText } from "./render-text.ts";
import { buildRequest, renderRequestMail, renderRequestMarkdown } from "./request.ts";

const settings = parseSettings({ instance: "dev12345", clientId: "any" });
const record = planRegistryRecord({ settings });
const redirects = "https://dev12345.service-now.com/oauth_redirect.do,http://localhost:8765/callback";
const everyValue = [
  record.name,
  redirects,
  "31536000",
  "7200",
  "useraccount",
  "openid",
  "profile",
  "email",
  "offline_access",
];

const valuesOf = ({ sections }: Instructions) =>
  sections.flatMap(({ values }) => values.map(({ value }) => value));

describe.each(guideVariants)("the guide for the %s form", (variant) => {
  const guide = buildGuide(record, variant);

  test("gives every value of the record to copy", () => {
    expect(valuesOf(guide)).toEqual(expect.arrayContaining(everyValue));
  });

  test("has steps, each with something to do, and ids that no other step has", () => {
    const steps = guide.sections.filter(({ isStep }) => isStep);
    expect(steps).toHaveLength(4);
    expect(steps.filter(({ actions }) => actions.length === 0)).toEqual([]);
    const ids = guideVariants.flatMap((one) => buildGuide(record, one).sections.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length - 2);
  });

  test("ends with what the lifespans mean, how to extend them, and whom to ask", () => {
    const text = renderText(guide).replace(/\s+/gu, " ");
    expect(text).toContain("a year, and longer, is possible");
    expect(text).toContain("Tokens that are issued already keep their date");
    expect(text).toContain("Review these values with your security team");
  });

  test("is plain text of 80 columns, where only a value may be longer", () => {
    const long = renderText(guide)
      .split("\n")
      .filter((line) => line.length > 80);
    expect(long.map((line) => line.trim())).toEqual([redirects]);
  });
});

test("a product that does the login itself gets id and secret, and the two addresses", () => {
  const connector = connectorRegistrations.find(({ id }) => id === "postman");
  for (const variant of guideVariants) {
    const text = renderText(buildGuide(planRegistryRecord({ settings, connector }), variant));
    expect(text).toContain("    https://dev12345.service-now.com/oauth_token.do\n");
    expect(text.replace(/\s+/gu, " ")).toContain("Enter both in Postman");
    expect(text).not.toContain("nowtoken login");
  }
});

test("a redirect URL with blanks within its braces stays whole", () => {
  const connector = connectorRegistrations.find(({ id }) => id === "snaplogic");
  for (const variant of guideVariants) {
    const text = renderText(buildGuide(planRegistryRecord({ settings, connector }), variant));
    expect(text).toMatch(/^ {4}https:\/\/\{control plane\}\.snaplogic\.com\/\S+\/servicenow$/mu);
  }
});

test("the page of a practice instance on this machine is nobody's loopback address", () => {
  const practice = parseSettings({ instance: "http://127.0.0.1:9700", clientId: "any" });
  const own = planRegistryRecord({ settings: practice });
  expect(buildGuide(own, "console").sections.find(({ id }) => id === "production")?.actions).toEqual([
    expect.stringContaining("Take http://localhost:8765/callback out"),
  ]);
  const alone = planRegistryRecord({ settings: practice, withLoopback: false });
  expect(renderRequestMail(alone)).not.toContain("is the computer of whoever logs in");
});

test("other lifespans have reasons of their own", () => {
  const own = { ...record, refreshTokenLifespan: 7_776_000, accessTokenLifespan: 3_600 };
  const text = renderText(buildGuide(own, "classic")).replace(/\s+/gu, " ");
  expect(text).toContain("Seconds, 90 days: on that day");
  expect(text).toContain("Seconds, 60 minutes: the product");
});

test("the two forms begin with different steps", () => {
  const [console, classic] = guideVariants.map((variant) => renderText(buildGuide(record, variant)));
  expect(console).toContain("OAuth - Authorization code grant");
  expect(console).toContain("Provider name");
  expect(classic).toContain("Create an OAuth API endpoint for external clients");
  expect(classic).not.toContain("Provider name");
});

test("a record that asks for no scopes has no step about them", () => {
  const bare = { ...record, scopes: [] };
  for (const variant of guideVariants) {
    expect(buildGuide(bare, variant).sections.filter(({ isStep }) => isStep)).toHaveLength(3);
  }
  expect(buildRequest(bare).sections.map(({ id }) => id)).not.toContain("scopes");
});

test("a public client's guide asks nobody for a secret", () => {
  const guide = buildGuide({ ...record, isPublic: true }, "classic");
  expect(renderText(guide)).not.toContain("Client Secret");
});

test("the loopback address is to be taken out again, where it is not the only one", () => {
  const sections = (redirectUris: readonly string[]) =>
    buildGuide({ ...record, redirectUris }, "console").sections.map(({ id }) => id);
  expect(sections(record.redirectUris)).toContain("production");
  expect(sections(["https://dev1.service-now.com/x"])).not.toContain("production");
});

describe("the message to the administrator", () => {
  test("has every value with its reason, and warns of lending too many rights", () => {
    const request = buildRequest(record);
    expect(valuesOf(request)).toEqual(expect.arrayContaining(everyValue));
    const mail = renderRequestMail(record).replace(/\s+/gu, " ");
    expect(mail).toContain("a user for this integration alone");
    expect(mail).toContain("it must not be an administrator");
    expect(mail).toContain("The secret may not");
  });

  test("is a mail with a subject, or the Markdown of a ticket", () => {
    const connector = { id: "one", product: "One", recordName: "One OAuth", source: "none" };
    const one = planRegistryRecord({ settings, connector });
    expect(renderRequestMail(one)).toMatch(
      /^Subject: Please make an OAuth record for One on dev12345.service-now.com\n\n/u,
    );
    expect(renderRequestMarkdown(one)).toMatch(/^# Please make an OAuth record for One on/u);
    expect(renderRequestMarkdown(one)).toContain(`\`${redirects}\``);
  });
});

describe("whatever is typed stays text:", () => {
  const typed = fc.string({ unit: "grapheme-composite", minLength: 1, maxLength: 30 });
  const hostile = fc.constantFrom(
    "</code><script>alert(1)</script>",
    "\" onload='x'",
    "&lt;b&gt;",
    "`` ` ```",
    "](http://evil.example)",
    "<!--",
  );
  const about = (text: string): Instructions => ({
    title: text,
    intro: [text],
    sections: [
      section({
        id: "x",
        title: text,
        paragraphs: [text],
        actions: [text],
        values: [{ label: text, value: text, reason: text }],
        notes: [text],
      }),
    ],
  });

  test("HTML has the tags of its own and the text as it was", () => {
    const tags = renderHtml(about("x")).match(/<[^>]*>/gu);
    fc.assert(
      fc.property(fc.oneof(typed, hostile), (text) => {
        const html = renderHtml(about(text));
        expect(html.match(/<[^>]*>/gu)).toEqual(tags);
        const shown = /<code>([\s\S]*)<\/code>/u.exec(html)?.[1] ?? "";
        expect(decode(shown)).toBe(text);
      }),
    );
  });

  test("Markdown keeps a value within its fence, and markup out of the rest", () => {
    fc.assert(
      fc.property(fc.oneof(typed, hostile), (text) => {
        const markdown = renderMarkdown(about(text));
        const [, fence = "", shown = ""] = /\*\*: (`+) ?([\s\S]*?) ?\1 {2}\n/u.exec(markdown) ?? [];
        const runs: string[] = text.match(/`+/gu) ?? [];
        expect(runs).not.toContain(fence);
        expect(shown.trim()).toBe(text.replace(/\s/gu, " ").trim());
        const title = markdown.split("\n", 1)[0] ?? "";
        expect(title.replace(/\\[\s\S]/gu, "")).not.toMatch(/[<>[\]`*_]/u);
      }),
    );
  });
});

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };
const decode = (html: string): string => html.replace(/&(.+?);/gu, (_, name) => entities[name] ?? "?");
