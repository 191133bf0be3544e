import * as z from "zod/mini";
import { secretShapeSchema } from "./secret-shape.ts";

/** What is known about a request that failed: shapes, ages and names, never a secret. */
export const attemptSchema = z.object({
  /** Which request it was. */
  request: z.enum([
    "authorization-code",
    "refresh-token",
    "client-credentials",
    "password",
    "jwt-bearer",
    "api",
  ]),
  clientAuth: z.enum(["body", "basic"]),
  /** Null when none was sent. */
  secret: z.nullable(secretShapeSchema),
  /** The scopes that were asked for. */
  scopes: z.array(z.string()),
  /** Between which ages the authorization code was, in seconds. */
  codeAge: z.optional(z.object({ atLeast: z.number(), atMost: z.number() })),
  /** In characters; an instance's has 86 (KB0964444). */
  codeLength: z.optional(z.number()),
  /** Seconds since the login that issued the refresh token. */
  refreshTokenAge: z.optional(z.number()),
  /** Seconds that the record gives a refresh token, where they are known. */
  refreshTokenLifespan: z.optional(z.number()),
  /** Seconds since the access token was issued, and how many it was given. */
  accessTokenAge: z.optional(z.number()),
  accessTokenLifespan: z.optional(z.number()),
  /** Whether this client's secret, and the scopes, are those of an earlier login that succeeded; left out where nobody knows of one. */
  workedBefore: z.optional(z.object({ client: z.boolean(), scopes: z.boolean() })),
  /** Whether all scopes were attached to the record just before, and its secret written through the Table API. */
  scopesAttached: z.optional(z.boolean()),
  secretWrittenByApi: z.optional(z.boolean()),
});

export type Attempt = z.infer<typeof attemptSchema>;

/** What an attempt is described from besides the settings. */
export type AttemptFacts = Omit<Attempt, "clientAuth" | "secret" | "scopes">;
