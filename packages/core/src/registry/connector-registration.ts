import type { Connector } from "../connectors/connector.ts";
import { connectors } from "../connectors/connectors.ts";

/** What the OAuth record of one product is like. */
export interface ConnectorRegistration {
  /** What the product is called on the command line. */
  readonly id: string;
  readonly product: string;
  /** The record's name; people see it on the consent page. */
  readonly recordName: string;
  /**
   * Where the product itself comes back to, because it does the login. Left out for products that take the values of a
   * login of ours: the record then lists our redirect URLs.
   */
  readonly redirectUris?: readonly string[];
  /** Where a product that takes our values comes back to when it does the login instead; braces are to be filled in. */
  readonly otherRedirectUri?: string;
  /** In seconds. */
  readonly refreshTokenLifespan?: number;
  /** In seconds. */
  readonly accessTokenLifespan?: number;
  /** Where it says so. */
  readonly source: string;
}

/** Forms of a file, and no products. */
const formats: readonly string[] = ["dotenv", "json", "text"];

/** Products that do the login themselves: nothing is handed over to them. */
const ownLogins: readonly ConnectorRegistration[] = [
  {
    id: "power-bi",
    product: "Power BI",
    recordName: "Power BI OAuth",
    redirectUris: ["https://oauth.powerbi.com/views/oauthredirect.html"],
    source: "a public Power BI connector for ServiceNow",
  },
  {
    id: "bot-framework",
    product: "Microsoft Bot Framework",
    recordName: "Bot Framework OAuth",
    redirectUris: ["https://token.botframework.com/.auth/web/redirect"],
    source: "Microsoft's Bot Framework documentation",
  },
  {
    id: "vertex-ai",
    product: "Google Vertex AI Search",
    recordName: "Vertex AI OAuth",
    redirectUris: ["https://vertexaisearch.cloud.google.com/oauth-redirect"],
    source: "public set-up scripts for Gemini Enterprise",
  },
  {
    id: "postman",
    product: "Postman",
    recordName: "Postman OAuth",
    redirectUris: ["https://oauth.pstmn.io/v1/browser-callback"],
    source: "Postman's documentation",
  },
];

/** Every product whose record is known: those that a login is handed over to, then those that do it themselves. */
export const connectorRegistrations: readonly ConnectorRegistration[] = [
  ...Object.entries<Connector>(connectors)
    .filter(([id]) => !formats.includes(id))
    .map(toRegistration),
  ...ownLogins,
];

function toRegistration([id, { title, record = {}, source }]: [string, Connector]): ConnectorRegistration {
  const { recordName = `${title} OAuth`, redirectUri, refreshTokenLifespan, accessTokenLifespan } = record;
  return {
    id,
    product: title,
    recordName,
    // The instance's own page is ours too.
    ...(redirectUri?.startsWith("https:") && { otherRedirectUri: redirectUri }),
    ...(refreshTokenLifespan !== undefined && { refreshTokenLifespan }),
    ...(accessTokenLifespan !== undefined && { accessTokenLifespan }),
    source,
  };
}
