/**
 * The page's script, as it is sent. Every step works without it; with it values are checked as they are typed, copied
 * with one click, shown without a new page, and a page that waits goes on by itself.
 */
export const script = `"use strict";
const all = (selector) => document.querySelectorAll(selector);
const byId = (id) => document.getElementById(id);
const formToken = () => document.querySelector("[name=formToken]").value;

let saying;
function say(text) {
  clearTimeout(saying);
  byId("said").textContent = text;
  saying = setTimeout(() => { byId("said").textContent = ""; }, 6000);
}

async function ask(path, form) {
  const body = form && new URLSearchParams(form);
  const answer = await fetch(path, body ? { method: "POST", body } : {});
  if (!answer.ok) throw new Error(path);
  return answer.json();
}

const fetchValue = async (name) =>
  (await ask(document.querySelector("[data-values]").dataset.values, { formToken: formToken(), value: name })).value;

async function copy(text, what) {
  try {
    // Safari lets a copy wait for its text only in this way.
    if (window.ClipboardItem && text instanceof Promise) {
      const blob = text.then((value) => new Blob([value], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } else await navigator.clipboard.writeText(await text);
    say(what.charAt(0).toUpperCase() + what.slice(1) + " copied");
  } catch {
    say("Copying did not work: show the value, and copy it by hand");
  }
}

for (const button of all("[data-copy], [data-fetch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const { copy: id, fetch: name, what } = button.dataset;
    copy(id ? byId(id).textContent.trim() : fetchValue(name), what);
  });
}

for (const form of all("[data-show]")) {
  const target = byId(form.dataset.show);
  const button = form.querySelector("button");
  const word = button.firstChild;
  const reveal = (value) => {
    target.textContent = value ?? "";
    target.toggleAttribute("data-hidden", value === undefined);
    word.data = value === undefined ? "Show" : "Hide";
  };
  if (!target.hasAttribute("data-hidden")) word.data = "Hide";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!target.hasAttribute("data-hidden")) return reveal();
    try {
      reveal(await fetchValue(form.elements.value.value));
    } catch (error) {
      // An answer that is none says why as a page.
      if (error instanceof TypeError) say("This page has ended: start it again");
      else form.submit();
    }
  });
}

const settings = byId("settings");
if (settings) {
  let pause;
  let latest = 0;
  const check = async () => {
    const turn = ++latest;
    const { problems, redirectUri } = await ask("/check", new FormData(settings));
    if (turn !== latest) return;
    for (const input of settings.querySelectorAll("[aria-describedby]")) {
      const problem = problems[input.id] ?? "";
      const place = byId(input.id + "-problem");
      if (place.textContent !== problem) place.textContent = problem;
      if (problem) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    if (redirectUri) byId("redirect-url").textContent = redirectUri;
    document.querySelector("[data-copy=redirect-url]").disabled = !redirectUri;
  };
  settings.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => check().catch(() => {}), 400);
  });
}

for (const form of all("form:not([data-show]):not(.download)")) {
  form.addEventListener("submit", () => {
    if (form.dataset.says) say(form.dataset.says);
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
}

// Nothing that was shown, and no button that was pressed, comes back with the browser's history.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

const waitsFrom = document.body.dataset.waitsFrom;
if (waitsFrom) {
  let isAsking = false;
  const look = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      const { stage, detail } = await ask("/status");
      if (stage + " " + detail !== waitsFrom) return location.replace(stage);
    } catch {
      clearInterval(timer);
      say("This page has ended: start it again");
    }
    isAsking = false;
  };
  const timer = setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
}
`;
