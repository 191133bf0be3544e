import type { Practice } from "@nowtoken/callback";

/** A practice instance for the page, with the settings that fit it. */
export async function startPractice(): Promise<Practice> {
  const { startPracticeInstance } = await import("@nowtoken/simulator");
  const { origin, instance, close } = await startPracticeInstance();
  const { clientId, clientSecret } = instance.client;
  return {
    settings: { instanceUrl: origin, clientId, ...(clientSecret !== undefined && { clientSecret }) },
    close,
  };
}
