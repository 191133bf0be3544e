export { describeLoginContract } from "./describe-login-contract.ts";
export { findFreePort } from "./free-port.ts";
export type { LoginAttempt, LoginFrontEnd, LoginOutcome } from "./front-end.ts";
export { countSecrets } from "./secrets.ts";
