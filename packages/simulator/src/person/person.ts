import type { Fetch } from "../request.ts";
import { createCookieJar } from "./cookie-jar.ts";
import { type PageForm, readForms, readText, type SubmitButton } from "./forms.ts";

/** Who logs in where, and what they press. */
export interface VisitOptions {
  /** The authorization URL. */
  readonly url: string;
  /** By default the platform's own; a practice instance's `request` serves as well. */
  readonly fetch?: Fetch;
  readonly userName: string;
  readonly password: string;
  /** By default `allow`. */
  readonly decision?: "allow" | "deny";
  readonly signal?: AbortSignal;
}

/** One page or hop that the person saw. */
export interface PersonStep {
  readonly did:
    | "opened a page"
    | "signed in"
    | "pressed Allow"
    | "pressed Deny"
    | "pressed on"
    | "was sent on";
  readonly method: "GET" | "POST";
  /** Without its query. */
  readonly address: string;
  readonly status: number;
  /** The page's title; undefined for a hop. */
  readonly title: string | undefined;
}

/** Where a login ended. */
export interface Visit {
  /** The whole address that the instance redirected to, with `code` or `error`. */
  readonly redirectedTo: string;
  readonly steps: readonly PersonStep[];
}

/** What the person does next. */
interface Move {
  readonly did: PersonStep["did"];
  readonly url: URL;
  /** Makes it a POST. */
  readonly form?: URLSearchParams;
}

const mostPages = 20;

/**
 * Walks through a login as a person with a browser would: signs in and answers the consent page, following the pages'
 * own forms, cookies and redirects. Drives any instance whose pages are plain HTML forms.
 *
 * The final redirect is fetched only where it leads back to the instance: a listener elsewhere is the caller's to call.
 * Throws an Error with the page's own words when it gets no further.
 */
export async function visitAsPerson(visit: VisitOptions): Promise<Visit> {
  const browser = createBrowser(visit);
  const instance = new URL(visit.url).origin;
  let move: Move = { did: "opened a page", url: new URL(visit.url) };
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { page, redirect } = await browser.go(move);
    if (redirect === undefined) {
      move = chooseMove(page, move.url, {
        ...visit,
        hasSignedIn: browser.steps.some(({ did }) => did === "signed in"),
      });
      continue;
    }
    move = { did: "was sent on", url: redirect };
    if (!isAnswer(redirect)) continue;
    if (redirect.origin === instance) await browser.go(move);
    return { redirectedTo: redirect.href, steps: browser.steps };
  }
  throw new Error(`the login did not end within ${mostPages} pages`);
}

interface Page {
  readonly status: number;
  readonly html: string;
}

/** Fetches, keeps cookies, and writes down what it saw. */
function createBrowser({ fetch: send = fetch, signal }: VisitOptions) {
  const cookies = createCookieJar();
  const steps: PersonStep[] = [];
  return {
    steps,
    async go({ did, url, form }: Move): Promise<{ readonly page: Page; readonly redirect: URL | undefined }> {
      const method = form === undefined ? "GET" : "POST";
      const cookie = cookies.headerFor(url);
      const response = await send(url.href, {
        method,
        redirect: "manual",
        headers: { accept: "text/html", ...(cookie !== "" && { cookie }) },
        ...(form && { body: form }),
        ...(signal && { signal }),
      });
      cookies.keep(url, response.headers);
      const page = { status: response.status, html: await response.text() };
      const location = response.headers.get("location");
      const redirect = location === null ? undefined : new URL(location, url);
      const title = redirect === undefined ? readText(page.html).title : undefined;
      steps.push({ did, method, address: url.origin + url.pathname, status: response.status, title });
      return { page, redirect };
    },
  };
}

/** RFC 6749 §4.1.2: the redirect that carries the instance's answer. */
function isAnswer({ pathname, searchParams }: URL): boolean {
  const isOwnPage = pathname === "/oauth_auth.do" || pathname === "/login.do";
  return !isOwnPage && (searchParams.has("code") || searchParams.has("error"));
}

function chooseMove(page: Page, url: URL, visit: VisitOptions & { readonly hasSignedIn: boolean }): Move {
  const forms = readForms(page.html);
  const login = forms.find(hasPassword);
  if (login && !visit.hasSignedIn)
    return { did: "signed in", ...submit(url, login, credentials(login, visit)) };
  const consent = forms.find((form) => form !== login && form.buttons.length > 1);
  if (consent) {
    const { decision = "allow" } = visit;
    const did = decision === "allow" ? "pressed Allow" : "pressed Deny";
    return { did, ...submit(url, consent, toFields(chooseButton(consent, decision))) };
  }
  const [only] = forms;
  if (only && !login) return { did: "pressed on", ...submit(url, only, toFields(only.buttons[0])) };
  throw new Error(
    `the login stopped at a page (status ${page.status}): ${readText(page.html).text.slice(0, 200)}`,
  );
}

const hasPassword = ({ fields }: PageForm) => fields.some(({ type }) => type === "password");

function credentials({ fields, buttons }: PageForm, { userName, password }: VisitOptions) {
  const nameField = fields.find(
    ({ name, type }) => name === "user_name" || type === "text" || type === "email",
  );
  const passwordField = fields.find(({ type }) => type === "password");
  return {
    ...toFields(buttons[0]),
    ...(nameField && { [nameField.name]: userName }),
    ...(passwordField && { [passwordField.name]: password }),
  };
}

/** By its words; failing that the last one allows and the first one denies, as on an instance. */
function chooseButton({ buttons }: PageForm, decision: "allow" | "deny"): SubmitButton | undefined {
  const words =
    decision === "allow"
      ? /^(allow|authori[sz]e|accept|approve|yes)\b/i
      : /^(deny|cancel|decline|reject|no)\b/i;
  const named = buttons.find(({ label, value }) => words.test(label) || words.test(value));
  return named ?? buttons.at(decision === "allow" ? -1 : 0);
}

const toFields = (button: SubmitButton | undefined) => (button?.name ? { [button.name]: button.value } : {});

/** What a browser sends: the form's own fields, with the given ones in their place. */
function submit(
  page: URL,
  form: PageForm,
  given: Readonly<Record<string, string>>,
): Pick<Move, "url" | "form"> {
  const own = form.fields.map(({ name, value }) => [name, value]);
  const data = new URLSearchParams({ ...Object.fromEntries(own), ...given });
  const url = new URL(form.action, page);
  if (form.method === "post") return { url, form: data };
  url.search = data.toString();
  return { url };
}
