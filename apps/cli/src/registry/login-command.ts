/** How to log in with a client that is kept in a profile, or in a settings file of one's own. */
export const loginCommand = (profile: string | undefined): string =>
  profile === undefined ? "nowtoken login --config FILE" : `nowtoken login --profile ${profile}`;

/** What hands the login of a profile over: of this one, whichever profile is the chosen one. */
export const exportCommand = (product: string, profile: string): string =>
  `nowtoken export --to ${product} --profile ${profile}`;
