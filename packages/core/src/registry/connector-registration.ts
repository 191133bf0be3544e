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
  /** Where it says so. */
  readonly source: string;
}

/** Products whose records are known; each is a row. */
export const connectorRegistrations: readonly ConnectorRegistration[] = [
  {
    id: "knowledge-hub",
    product: "NiCE Knowledge Hub",
    recordName: "CXone Knowledge OAuth",
    source: "help.nicecxone.com, Generate ServiceNow OAuth Tokens",
  },
  {
    id: "appflow",
    product: "AWS AppFlow",
    recordName: "AWS AppFlow OAuth",
    source: "AWS AppFlow API, ServiceNowConnectorProfileCredentials",
  },
  {
    id: "splunk",
    product: "Splunk Add-on for ServiceNow",
    recordName: "Splunk OAuth",
    source: "splunk_ta_snow_account.conf.spec",
  },
  {
    id: "snaplogic",
    product: "SnapLogic",
    recordName: "SnapLogic OAuth",
    source: "SnapLogic's ServiceNow OAuth2 account",
  },
  {
    id: "moveworks",
    product: "Moveworks",
    recordName: "Moveworks OAuth",
    source: "help.moveworks.com, OAuth 2.0 with a refresh token",
  },
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
