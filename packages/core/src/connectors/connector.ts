/** What a login can be handed over with; what there is not is undefined. */
export interface ConnectorValues {
  /** The instance's origin. */
  readonly instanceUrl: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
  /** When the access token dies. */
  readonly expiresAt: Date | undefined;
  /** The granted scopes. */
  readonly scopes: readonly string[];
}

/** What a field can be filled with. */
export type FactName =
  | "instanceUrl"
  /** The host, and port where it has one. */
  | "host"
  | "authorizationUrl"
  | "tokenUrl"
  | "clientId"
  | "clientSecret"
  | "accessToken"
  | "refreshToken"
  | "expiresAt"
  | "scopes";

/** One field of a form or file. */
export type ConnectorField = {
  /** The product's own name for it; in JSON a path with dots. */
  readonly label: string;
} & (
  | {
      readonly fact: FactName;
      /** Without a value the field is left out; one that is not optional has to have one. */
      readonly optional?: true;
      /** What stands there without a value. */
      readonly otherwise?: string;
    }
  | {
      /** What always stands there. */
      readonly text: string | number;
    }
);

/** How the fields are written: for people, as lines alone, as a stanza, as variables, as JSON. */
export type Rendering = "sheet" | "lines" | "ini" | "env" | "json";

/** What the product's own page says of the OAuth record. */
export interface RecommendedRecord {
  /** What the record is called, where that is not the product's title with "OAuth" behind. */
  readonly recordName?: string;
  /** Where the product comes back to when it does the login itself; what stands in braces is to be filled in. */
  readonly redirectUri?: string;
  /** Seconds. */
  readonly refreshTokenLifespan?: number;
  /** Seconds. */
  readonly accessTokenLifespan?: number;
  readonly scopes?: readonly string[];
}

/** A product, or a format, that a login is handed over to. */
export interface Connector {
  readonly title: string;
  readonly rendering: Rendering;
  /** In the order of the product's form. */
  readonly fields: readonly ConnectorField[];
  /** What to know when handing over. */
  readonly note?: string;
  readonly record?: RecommendedRecord;
  /** Where names and order come from. */
  readonly source: string;
}
