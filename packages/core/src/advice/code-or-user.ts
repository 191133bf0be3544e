interface Failed {
  readonly endpoint?: "user";
  readonly sent?: boolean;
}

/** What else a failed request means: for the authorization code, or for tokens that nobody's name could be found for. */
export function codeOrUser({ endpoint, sent = true }: Failed): string[] {
  if (endpoint === "user")
    return ["The tokens were issued all the same: only the name of their user is missing."];
  return sent ? ["The authorization code may be spent: log in again for a new one."] : [];
}
