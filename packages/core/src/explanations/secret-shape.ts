import * as z from "zod/mini";

/** What can be told of a secret without telling it. */
export const secretShapeSchema = z.object({
  /** In UTF-16 code units. */
  length: z.number(),
  /** A blank inside: generated secrets have none. */
  hasBlank: z.boolean(),
  /** A character that has to be percent-encoded in a form, such as `+ & ~ [`. */
  hasReserved: z.boolean(),
  /** `%2B` and alike: it may have been encoded already. */
  isEncoded: z.boolean(),
  /** Stands in quotes. */
  isQuoted: z.boolean(),
  /** Nothing but dots or asterisks: what a form shows instead of it. */
  isMasked: z.boolean(),
  /** Letters that are not on every keyboard: a word processor's. */
  hasForeign: z.boolean(),
  /** The client id, pasted twice. */
  isClientId: z.boolean(),
});

export type SecretShape = z.infer<typeof secretShapeSchema>;
