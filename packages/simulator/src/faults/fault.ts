interface Faulty<Kind extends string> {
  readonly kind: Kind;
  /**
   * The path it strikes, all that begin with it (`/api/now/table/*`), or `every` (but never `/__practice/log`); by
   * default `/oauth_token.do`.
   */
  readonly endpoint?: string;
  /** The method it strikes, as `POST`; by default every one. */
  readonly method?: string;
  /** How many such requests it lets pass first; by default none. */
  readonly after?: number;
  /** How many requests it strikes before it is over; by default all. */
  readonly times?: number;
}

/** One thing that goes wrong. Every member but `kind` has a default, so that `{ kind }` is enough. */
export type Fault =
  /** The page of a sleeping developer instance; seen as 200 and as 503, by default 200. */
  | (Faulty<"hibernating"> & { readonly status?: 200 | 503 })
  /** 200 with the page that hands over to an identity provider. */
  | Faulty<"sso-page">
  /** 429; `retryAfter` is the header's value, by default "30", null for no header (KB3046852). */
  | (Faulty<"too-many-requests"> & { readonly retryAfter?: string | null })
  /** 403 with a firewall's HTML. */
  | Faulty<"forbidden-page">
  /** 400 without a body. */
  | Faulty<"empty-400">
  /** 500 with HTML. */
  | Faulty<"server-error">
  /** By default 307 to the instance's own login page. */
  | (Faulty<"redirect"> & { readonly status?: 301 | 302 | 303 | 307 | 308; readonly location?: string })
  /** Any answer whatever: by default 200 and nothing in it. */
  | (Faulty<"answer"> & {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    })
  /** The right answer after so many milliseconds, by default 1,000. */
  | (Faulty<"slow"> & { readonly milliseconds?: number })
  /** No answer, ever. */
  | Faulty<"hang">
  /** The right answer, one byte at a time, with so many milliseconds before each, by default 100. */
  | (Faulty<"drip"> & { readonly milliseconds?: number })
  /** The connection is reset before anything is done. */
  | Faulty<"reset">
  /** Half of the right answer, then the connection is dropped. */
  | Faulty<"truncated">
  /** The right answer, then 64 MiB of blanks. */
  | Faulty<"huge">
  /** 256 MiB of blanks, then the right answer, in 256 KiB of gzip. */
  | Faulty<"bomb">
  /** Does what was asked, then drops the connection. */
  | Faulty<"answer-lost">;

/** Every kind of fault, for a command line to offer. */
export const faultKinds: readonly Fault["kind"][] = [
  "hibernating",
  "sso-page",
  "too-many-requests",
  "forbidden-page",
  "empty-400",
  "server-error",
  "redirect",
  "answer",
  "slow",
  "hang",
  "drip",
  "reset",
  "truncated",
  "huge",
  "bomb",
  "answer-lost",
];
