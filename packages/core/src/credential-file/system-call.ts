/** Waits for one of node:fs's calls that yield nothing; `promisify` takes longer than to begin one. */
export function systemCall(begin: (done: (error: Error | null) => void) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  begin((error) => (error === null ? resolve() : reject(error)));
  return promise;
}
