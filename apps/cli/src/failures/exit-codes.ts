import type { AuthErrorCode } from "@nowtoken/core";

/** What the process ends with, by the code of the error that ended it. */
export const exitCodes: Record<AuthErrorCode, number> = {
  CONFIG_INVALID: 2,
  REDIRECT_MALFORMED: 3,
  STATE_MISMATCH: 3,
  LOGIN_NOT_PENDING: 3,
  AUTHORIZATION_REJECTED: 4,
  TOKEN_REQUEST_REJECTED: 4,
  API_REJECTED: 4,
  WRONG_USER: 4,
  INSTANCE_UNREACHABLE: 5,
  TOKEN_RESPONSE_INVALID: 5,
  CREDENTIAL_FILE_UNWRITABLE: 6,
  STORE_UNUSABLE: 6,
  STORE_BUSY: 6,
  PORT_UNAVAILABLE: 6,
  LOGIN_REQUIRED: 7,
  LOGIN_TIMED_OUT: 124,
};
