import type { Practice } from "@nowtoken/callback";

/** A practice instance for the page, with the settings that fit it. */
export async function startPractice(): Promise<Practice> {
  const { startPracticeInstance } = await import("@nowtoken/simulator");
  // Cookies know no ports: by another name it does not get the page's.
  const { origin, instance, close } = await startPracticeInstance({ hostname: "localhost" });
  const { clientId, clientSecret } = instance.client;
  return {
    settings: { instanceUrl: origin, clientId, ...(clientSecret !== undefined && { clientSecret }) },
    close,
  };
}
