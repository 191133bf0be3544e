export { createLoginAttempt, type LoginAttempt } from "./login-attempt.ts";
export { type BrowserSurroundings, openBrowser } from "./open-browser.ts";
