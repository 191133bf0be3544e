/** What differs between the scopes that were asked for and those that were granted. */
export interface ScopeComparison {
  readonly missing: readonly string[];
  readonly unasked: readonly string[];
}

/** Compares scopes; without granted ones the answer named none, which means what was asked for (RFC 6749 §5.1). */
export function compareScopes(
  asked: readonly string[],
  granted: readonly string[] | undefined = asked,
): ScopeComparison {
  return {
    missing: asked.filter((scope) => !granted.includes(scope)),
    unasked: granted.filter((scope) => !asked.includes(scope)),
  };
}
