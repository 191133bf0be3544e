/** The forms in which a secret might slip out: as it is, percent-encoded, form-encoded, in base64 also as a part. */
function formsOf(secret: string): string[] {
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  return [
    secret,
    encodeURIComponent(secret),
    form,
    ...[0, 1, 2].flatMap((offset) => base64Parts(secret, offset)),
  ];
}

/** What is certain of the base64 of a text that holds the secret behind so many bytes, modulo 3 (as Basic does). */
function base64Parts(secret: string, offset: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const [start, end] = [Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6)];
  return [bytes.toString("base64").slice(start, end), bytes.toString("base64url").slice(start, end)];
}

/** How many of the secrets stand in a text, in whatever form. */
export function countSecrets(text: string, secrets: readonly (string | undefined)[]): number {
  return secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 8)
    .filter((secret) => formsOf(secret).some((form) => text.includes(form))).length;
}
