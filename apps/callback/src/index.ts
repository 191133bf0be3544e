export { describeFailure } from "./describe-failure.ts";
export {
  type BrowserHindrance,
  browserHindrance,
  type MachineSurroundings,
  readMachineSurroundings,
} from "./desktop/browser-hindrance.ts";
export { type ClipboardClearing, clearClipboardLater } from "./desktop/clear-clipboard.ts";
export { hasClipboard, readClipboard } from "./desktop/clipboard.ts";
export { type BrowserSurroundings, openBrowser } from "./desktop/open-browser.ts";
export { writeClipboard } from "./desktop/write-clipboard.ts";
export { type Listener, type ListenLimits, type ListenOptions, listen } from "./listener/listen.ts";
export { type LoopbackAddress, loopbackAddressOf } from "./listener/loopback-address.ts";
export { openCallback } from "./listener/open-callback.ts";
export { tryListening } from "./listener/try-listening.ts";
export { createLoginAttempt, type LoginAttempt } from "./login-attempt.ts";
export { type OpenPage, type OpenPageOptions, openPage } from "./page/open-page.ts";
export type { Practice } from "./page/options.ts";
export type {
  KeptLogin,
  ListedLogin,
  LoginKeeper,
  LogOutWay,
  PageProfiles,
  ToldCheck,
} from "./page/page-profiles.ts";
export type { Answer } from "./redirect/answer.ts";
export { type CallbackOptions, createCallbackApp } from "./redirect/callback-app.ts";
