import type { PracticeClient } from "../options.ts";
import type { Practice } from "../practice.ts";

/** The active client of that id; an inactive one and a record of another type are as unknown as none. */
export const findClient = (
  { clients }: Practice,
  clientId: string | null | undefined,
): PracticeClient | undefined =>
  clients.find((client) => client.clientId === clientId && client.active && client.type === "client");
