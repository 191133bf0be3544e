/** The known name that an unknown one was probably meant to be; case, hyphens and underscores do not count. */
export async function nearestName(written: string, known: readonly string[]): Promise<string | undefined> {
  const { distance } = await import("fastest-levenshtein");
  const unknown = written.slice(0, 64);
  const name = plain(unknown);
  const [nearest] = known
    .map((candidate) => ({
      candidate,
      steps: distance(name, plain(candidate)),
      own: distance(unknown, candidate),
    }))
    .sort((one, other) => one.steps - other.steps || one.own - other.own);
  return nearest !== undefined && nearest.steps <= name.length / 2 ? nearest.candidate : undefined;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/gu, "");
