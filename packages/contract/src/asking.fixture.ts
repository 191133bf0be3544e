import { createInterface } from "node:readline";
import {
  createEffects,
  createProfileStore,
  createTokenSource,
  fingerprintOf,
  isAuthError,
} from "@nowtoken/core";

/**
 * A program: for each line of its input, a state folder and whether always to refresh, it asks for the token of the
 * profile there, and prints a line with the token's fingerprint or how it failed.
 */
createInterface({ input: process.stdin }).on("line", async (line) => {
  const { id, ...question } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ id, ...(await answer(question)) })}\n`);
});

const effects = createEffects();

interface Question {
  readonly stateFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly refresh?: "always";
}

async function answer({ stateFolder, environment, refresh }: Question): Promise<object> {
  const store = createProfileStore({ stateFolder, environment });
  const source = createTokenSource({ profile: "default", store, effects });
  try {
    const { accessToken } = await source.getAccessToken(refresh && { refresh });
    return { token: fingerprintOf(accessToken) };
  } catch (error) {
    return { error: isAuthError(error) ? error.code : String(error) };
  }
}
