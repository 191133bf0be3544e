/** The known name that an unknown one was probably meant to be; case, hyphens and underscores do not count. */
export async function nearestName(unknown: string, known: readonly string[]): Promise<string | undefined> {
  const { distance } = await import("fastest-levenshtein");
  const name = plain(unknown);
  const [nearest] = known
    .map((candidate) => ({ candidate, steps: distance(name, plain(candidate)) }))
    .sort((one, other) => one.steps - other.steps);
  return nearest !== undefined && nearest.steps <= name.length / 2 ? nearest.candidate : undefined;
}

const plain = (name: string): string => name.slice(0, 64).toLowerCase().replaceAll(/[-_]/gu, "");
