export { type Advice, adviseOn } from "./advice/advice.ts";
export { certaintyLabels } from "./advice/certainty-label.ts";
export { describeFileWarning } from "./advice/file-warning.ts";
export { listNames } from "./advice/list-names.ts";
export { describeSpan } from "./advice/span.ts";
export {
  type AuthorizationOptions,
  type AuthorizationRequest,
  buildAuthorizationRequest,
  type LoginSettings,
} from "./authorization-request.ts";
export {
  type AuthorizationGrant,
  parseAuthorizationResponse,
  readRedirectState,
} from "./authorization-response.ts";
export type {
  Connector,
  ConnectorField,
  ConnectorValues,
  FactName,
  RecommendedRecord,
  Rendering,
} from "./connectors/connector.ts";
export { type ConnectorName, connectorNames, connectors } from "./connectors/connectors.ts";
export {
  carriesRefreshToken,
  connectorFileName,
  fillConnector,
  needsTokens,
  renderConnector,
} from "./connectors/render-connector.ts";
export type { FilledField } from "./connectors/renderings.ts";
export { type Credential, type TokenResponse, toCredential } from "./credential.ts";
export { findDesktopFolder } from "./credential-file/desktop-folder.ts";
export type { FileWarning } from "./credential-file/file-warnings.ts";
export { formatCredential } from "./credential-file/formats.ts";
export type { Surroundings } from "./credential-file/home-folder.ts";
export {
  type PreparedFile,
  prepareCredentialFile,
  writeCredentialFile,
} from "./credential-file/prepared-file.ts";
export { commitCredential } from "./credential-file/rescue.ts";
export { stateFolder } from "./credential-file/state-folder.ts";
export { type Diagnosis, type DiagnosisOptions, diagnose, type Examined } from "./diagnosis/diagnose.ts";
export type { Examination, ExaminationResult, ExaminationStatus } from "./diagnosis/examination.ts";
export { knownSecrets } from "./diagnosis/known-secrets.ts";
export { listExaminations } from "./diagnosis/list-examinations.ts";
export type { Patient } from "./diagnosis/patient.ts";
export { type PlainCheck, plainDiagnosis } from "./diagnosis/plain-diagnosis.ts";
export type { SettingsLayer } from "./diagnosis/settings-layer.ts";
export { renderSupportBundle } from "./diagnosis/support-bundle.ts";
export { createEffects, type Effects, type Fetch } from "./effects.ts";
export {
  type AnyAuthError,
  AuthError,
  type AuthErrorCode,
  type AuthErrorDetails,
  isAuthError,
  type LoginFault,
  type OtherRequest,
  type SettingProblem,
} from "./errors.ts";
export { addAttemptFacts } from "./explanations/add-attempt-facts.ts";
export type { Attempt, AttemptFacts } from "./explanations/attempt.ts";
export { describeAttempt } from "./explanations/describe-attempt.ts";
export { dictionary, type Topic } from "./explanations/dictionary.ts";
export type { Cause, Certainty, Entry } from "./explanations/entry.ts";
export { type Explanation, explain } from "./explanations/explain.ts";
export {
  explainLastFailure,
  keepLastFailure,
  type LastFailure,
  readLastFailure,
  toLastFailure,
} from "./explanations/last-failure.ts";
export type { RankedCause } from "./explanations/rank.ts";
export type { RequestOptions } from "./http/request.ts";
export { type ImportedFile, readCredentialFile } from "./import/credential-file.ts";
export { readCredentialText } from "./import/credential-text.ts";
export { type ForeignEnvironment, readForeignEnvironment } from "./import/foreign-environment.ts";
export type { ImportedLogin, ImportedValues } from "./import/imported-login.ts";
export { type CompletedLogin, completeLogin, type LoginCompletion } from "./login.ts";
export { generateLoginSecrets, type LoginSecrets } from "./login-secrets.ts";
export { findPendingLogin, type PendingLogin, savePendingLogin } from "./pending-login.ts";
export { checkRecord } from "./registry/check.ts";
export { generateClientSecret } from "./registry/client-secret.ts";
export {
  type ConnectorRegistration,
  connectorRegistrations,
} from "./registry/connector-registration.ts";
export { type Creation, type CreationOutcome, createRegistryRecord } from "./registry/create.ts";
export type { CreationStep } from "./registry/create-recorder.ts";
export type { AddressDifference, Finding, FindingSeverity } from "./registry/finding.ts";
export { buildGuide, type GuideVariant, guideVariants } from "./registry/guide.ts";
export {
  createGuideChecklist,
  createMemoryChecklist,
  type GuideChecklist,
} from "./registry/guide-checklist.ts";
export { endpointValues } from "./registry/guide-parts.ts";
export {
  type CopyValue,
  type InstructionSection,
  type Instructions,
  numberedTitles,
} from "./registry/instructions.ts";
export { type ClientProbe, probeClient } from "./registry/probe.ts";
export { findingsOfProbe } from "./registry/probe-findings.ts";
export { findRecord, type RecordDifference, type RecordKey, readRecord } from "./registry/read-record.ts";
export type { RecordExpectation, RecordReading } from "./registry/record-reading.ts";
export {
  loopbackUriOf,
  planRegistryRecord,
  type RecordWishes,
  type RegistryRecord,
} from "./registry/registry-record.ts";
export { renderHtml } from "./registry/render-html.ts";
export { renderMarkdown } from "./registry/render-markdown.ts";
export { renderText } from "./registry/render-text.ts";
export { buildRequest, renderRequestMail, renderRequestMarkdown } from "./registry/request.ts";
export { renderRequestScript } from "./registry/request-script.ts";
export { createTableApi, type TableAccess, type TableApi, type TableRow } from "./registry/table-api.ts";
export { parseDuration } from "./settings/duration.ts";
export { checkSetting, type RawSettings, type SettingKey } from "./settings/fields.ts";
export { mergeSettings } from "./settings/merge-settings.ts";
export { type SettingNames, settingNames } from "./settings/names.ts";
export { type NewSettingsFile, prepareSettingsFile } from "./settings/new-settings-file.ts";
export { parseSettings, type Settings } from "./settings/settings.ts";
export { readSettingsFile } from "./settings/settings-file.ts";
export { settingsWarnings } from "./settings/settings-warnings.ts";
export { changeProfile } from "./store/change-profile.ts";
export { fingerprintOf } from "./store/fingerprint.ts";
export {
  credentialFile,
  type HandOver,
  holdersOf,
  noteHandOver,
  staleHoldersOf,
  standardOutput,
} from "./store/hand-over.ts";
export type { HeldProfile, OpenProfile, ProfileContent, ProfileWriter } from "./store/held-profile.ts";
export type { LoginToSave } from "./store/login-to-save.ts";
export { noteLifespan } from "./store/note-lifespan.ts";
export { noteUser, settleUser } from "./store/note-user.ts";
export {
  defaultRefreshLifespanSeconds,
  keptUser,
  type Profile,
  type ProfileLogin,
  type ProfileSecrets,
  type ProfileSettings,
  refreshDeath,
} from "./store/profile.ts";
export { type ProfileState, type ProfileStatus, profileStatus } from "./store/profile-status.ts";
export { createProfileStore, type ProfileStore, type StoreOptions } from "./store/profile-store.ts";
export { checkSaving, type SavedLogin, saveClient, saveLogin } from "./store/save-login.ts";
export { saveOrRescue } from "./store/save-or-rescue.ts";
export { holdersAmong, readableProfiles, sharersOf } from "./store/shared-pair.ts";
export { isProfileSpoilt } from "./store/store-error.ts";
export { requestWithClientCredentials } from "./token-endpoint/client-credentials.ts";
export { exchangeAuthorizationCode } from "./token-endpoint/exchange-authorization-code.ts";
export type { AssertionKey } from "./token-endpoint/jwt-assertion.ts";
export {
  type JwtBearer,
  type JwtKeyFile,
  requestWithJwtBearer,
  requestWithKeyFile,
} from "./token-endpoint/jwt-bearer.ts";
export type { ClientSettings } from "./token-endpoint/oauth-client.ts";
export { type PasswordLogin, requestWithPassword } from "./token-endpoint/password.ts";
export { refreshAccessToken } from "./token-endpoint/refresh-access-token.ts";
export { isAnswerLost, judgeRefreshFailure, type RefreshVerdict } from "./token-endpoint/refresh-verdict.ts";
export type { TokenSettings } from "./token-endpoint/token-request.ts";
export { type ProfileRevocation, revokeProfile } from "./token-revocation/revoke-profile.ts";
export { revokeToken, type TokenHint } from "./token-revocation/revoke-token.ts";
export {
  type RevocableTokens,
  type RevocationOptions,
  type RevocationResult,
  type RevokedTokens,
  revokeTokens,
} from "./token-revocation/revoke-tokens.ts";
export type { NewTokens } from "./token-source/announcer.ts";
export type { AccessToken, WhyNotRefreshed } from "./token-source/kept-login.ts";
export { loginRequired } from "./token-source/login-required.ts";
export type { RefreshFailure } from "./token-source/refresh-patiently.ts";
export type { TokenSeed } from "./token-source/token-seed.ts";
export {
  createTokenSource,
  type TokenOrigin,
  type TokenSource,
  type TokenSourceOptions,
  type TokenWish,
} from "./token-source/token-source.ts";
export { useAccessToken } from "./token-source/use-access-token.ts";
export { isKeychainUnanswered } from "./vault/unanswered-call.ts";
export type { KeySource } from "./vault/vault-key.ts";
export type { ApiCredential } from "./verify/api-call.ts";
export type { Check, CheckName } from "./verify/check.ts";
export { clockSkew } from "./verify/clock-skew.ts";
export { compareScopes, type ScopeComparison } from "./verify/compare-scopes.ts";
export { type CurrentUser, fetchCurrentUser } from "./verify/current-user.ts";
export { fetchExpectedUser } from "./verify/expected-user.ts";
export { readTable, type TableReading } from "./verify/read-table.ts";
export type { VerificationRequest } from "./verify/verification-request.ts";
export { type ProfileVerification, verifyProfile } from "./verify/verify-profile.ts";
export type { Verification } from "./verify/verify-reads.ts";
export { verifyTokens } from "./verify/verify-tokens.ts";
