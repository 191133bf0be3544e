import type { Behaviour } from "../behaviour.ts";
import type { PracticeClient } from "../options.ts";
import type { PracticeContext } from "../practice.ts";
import type { TokenRefusal } from "./token-refusal.ts";

/** The names in a `scope` parameter. */
export const splitScopes = (scope: string | null | undefined): readonly string[] =>
  (scope ?? "").split(" ").filter((name) => name !== "");

/** The client sees access_denied while the instance's own log says invalid_scope (reported by two authors). */
export const findScopeRefusal = (
  { var: { client, practice } }: PracticeContext,
  scopes: readonly string[],
): TokenRefusal | undefined =>
  scopes.every((scope) => attachedScopes(client, practice.behaviour).includes(scope))
    ? undefined
    : { error: "invalid_scope", description: "a scope is not attached to the application registry record" };

/** Asked for nothing: all that is attached, which may be nothing; fits the captures of "useraccount" and of "" (guess). */
export function grantedScope(
  { var: { practice, client } }: PracticeContext,
  scopes: readonly string[],
): string {
  return (
    practice.behaviour.grantedScope ??
    (scopes.length > 0 ? scopes : attachedScopes(client, practice.behaviour)).join(" ")
  );
}

function attachedScopes(client: PracticeClient, { scopeTable }: Behaviour): readonly string[] {
  const { scopes, authScopes = scopes } = client;
  if (scopeTable === "either") return [...new Set([...scopes, ...authScopes])];
  if (scopeTable === "both") return scopes.filter((scope) => authScopes.includes(scope));
  return scopeTable === "oauth_entity_scope" ? scopes : authScopes;
}
