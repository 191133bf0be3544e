import { defaultScopes } from "../settings/scopes.ts";
import type { Connector } from "./connector.ts";

/** Everything that `export --to` knows; another product is another entry. */
export const connectors = {
  "knowledge-hub": {
    title: "NiCE Knowledge Hub",
    rendering: "sheet",
    fields: [
      { label: "Client ID", fact: "clientId" },
      { label: "Client Secret", fact: "clientSecret" },
      { label: "Access Token", fact: "accessToken" },
      { label: "Refresh Token", fact: "refreshToken" },
    ],
    record: {
      recordName: "CXone Knowledge OAuth",
      redirectUri: "{instance}/oauth_redirect.do",
      refreshTokenLifespan: 31_536_000,
      accessTokenLifespan: 7_200,
      scopes: defaultScopes,
    },
    source: "help.nicecxone.com, Generate ServiceNow OAuth Tokens",
  },
  appflow: {
    title: "AWS AppFlow",
    rendering: "json",
    fields: [
      { label: "connectorProfileProperties.ServiceNow.instanceUrl", fact: "instanceUrl" },
      { label: "connectorProfileCredentials.ServiceNow.oAuth2Credentials.clientId", fact: "clientId" },
      {
        label: "connectorProfileCredentials.ServiceNow.oAuth2Credentials.clientSecret",
        fact: "clientSecret",
      },
      { label: "connectorProfileCredentials.ServiceNow.oAuth2Credentials.accessToken", fact: "accessToken" },
      {
        label: "connectorProfileCredentials.ServiceNow.oAuth2Credentials.refreshToken",
        fact: "refreshToken",
      },
    ],
    note: "For `aws appflow create-connector-profile --connector-profile-config file://FILE`.",
    record: { redirectUri: "https://{region}.console.aws.amazon.com/appflow/oauth" },
    source: "AWS AppFlow API, ConnectorProfileConfig and OAuth2Credentials",
  },
  splunk: {
    title: "Splunk Add-on for ServiceNow",
    rendering: "ini",
    fields: [
      { label: "url", fact: "instanceUrl" },
      { label: "auth_type", text: "oauth" },
      { label: "endpoint", fact: "host" },
      { label: "client_id", fact: "clientId" },
      { label: "client_secret", fact: "clientSecret" },
      { label: "access_token", fact: "accessToken" },
      { label: "refresh_token", fact: "refreshToken" },
    ],
    note: "For local/splunk_ta_snow_account.conf of the add-on, which encrypts the secrets when it reads them.",
    source: "splunk_ta_snow_account.conf.spec and splunk_ta_snow_rh_account.py of the add-on",
  },
  snaplogic: {
    title: "SnapLogic ServiceNow OAuth2 Account",
    rendering: "sheet",
    fields: [
      { label: "Instance", fact: "instanceUrl" },
      { label: "Client ID", fact: "clientId" },
      { label: "Client Secret", fact: "clientSecret", optional: true },
      { label: "Access Token", fact: "accessToken" },
      { label: "Refresh token", fact: "refreshToken", optional: true },
      { label: "OAuth2 Endpoint", fact: "authorizationUrl" },
      { label: "OAuth2 Token", fact: "tokenUrl" },
      { label: "Grant Type", text: "authorization_code" },
      { label: "Auto-refresh Token", text: "(select the box)" },
    ],
    record: {
      recordName: "SnapLogic OAuth",
      redirectUri: "https://{control plane}.snaplogic.com/api/1/rest/admin/oauth2callback/servicenow",
    },
    source: "docs-snaplogic.atlassian.net, ServiceNow OAuth2 Account",
  },
  moveworks: {
    title: "Moveworks HTTP connector",
    rendering: "sheet",
    fields: [
      { label: "Base URL", fact: "instanceUrl" },
      { label: "Auth Config", text: "Oauth2" },
      { label: "Oauth 2 Grant Type", text: "Refresh Token Grant" },
      { label: "Client ID", fact: "clientId" },
      { label: "Client Secret", fact: "clientSecret" },
      { label: "Refresh Token Grant Refresh Token", fact: "refreshToken" },
      { label: "Client Credentials Grant Scope", text: "(leave blank)" },
      { label: "Oauth2 Token Url", fact: "tokenUrl" },
      { label: "Oauth2 Client Authentication", text: "(leave blank)" },
    ],
    source: "help.moveworks.com, OAuth 2.0 - Refresh Token",
  },
  ansible: {
    title: "Ansible, servicenow.itsm",
    rendering: "env",
    // An access token beside a client id or a refresh token is refused (mutually_exclusive).
    fields: [
      { label: "SN_HOST", fact: "instanceUrl" },
      { label: "SN_CLIENT_ID", fact: "clientId" },
      { label: "SN_CLIENT_SECRET", fact: "clientSecret" },
      { label: "SN_GRANT_TYPE", text: "refresh_token" },
      { label: "SN_REFRESH_TOKEN", fact: "refreshToken" },
    ],
    source: "ansible-collections/servicenow.itsm, plugins/module_utils/arguments.py",
  },
  "now-sdk": {
    title: "ServiceNow SDK",
    rendering: "env",
    fields: [
      { label: "SN_SDK_INSTANCE_URL", fact: "instanceUrl" },
      { label: "SN_SDK_SESSION_BEARER_TOKEN", fact: "accessToken" },
    ],
    note: "The SDK takes an access token alone, which dies soon: `nowtoken exec --as SN_SDK_SESSION_BEARER_TOKEN` gives it a fresh one each time.",
    source: "@servicenow/sdk-cli 4.12.1, src/auth",
  },
  dotenv: {
    title: "dotenv file",
    rendering: "env",
    fields: [
      { label: "SERVICENOW_INSTANCE_URL", fact: "instanceUrl" },
      { label: "SERVICENOW_CLIENT_ID", fact: "clientId" },
      { label: "SERVICENOW_CLIENT_SECRET", fact: "clientSecret", optional: true },
      { label: "SERVICENOW_SCOPES", fact: "scopes", optional: true },
      { label: "SERVICENOW_ACCESS_TOKEN", fact: "accessToken", optional: true },
      { label: "SERVICENOW_REFRESH_TOKEN", fact: "refreshToken", optional: true },
      { label: "SERVICENOW_EXPIRES_AT", fact: "expiresAt", optional: true },
    ],
    source: "our own credential file",
  },
  json: {
    title: "JSON file",
    rendering: "json",
    fields: [
      { label: "version", text: 1 },
      { label: "instanceUrl", fact: "instanceUrl" },
      { label: "clientId", fact: "clientId" },
      { label: "clientSecret", fact: "clientSecret", optional: true },
      { label: "scopes", fact: "scopes", optional: true },
      { label: "accessToken", fact: "accessToken", optional: true },
      { label: "refreshToken", fact: "refreshToken", optional: true },
      { label: "expiresAt", fact: "expiresAt", optional: true },
    ],
    source: "our own credential file",
  },
  text: {
    title: "the guide's text file",
    rendering: "lines",
    fields: [
      { label: "Auth code", text: "(used)" },
      { label: "Access token", fact: "accessToken" },
      { label: "Refresh token", fact: "refreshToken", otherwise: "(not issued)" },
    ],
    source: "help.nicecxone.com, Generate ServiceNow OAuth Tokens",
  },
} as const satisfies Readonly<Record<string, Connector>>;

export type ConnectorName = keyof typeof connectors;

/** What a handed-over login can be rendered for, in the order of the documentation. */
export const connectorNames = Object.keys(connectors) as ConnectorName[];
