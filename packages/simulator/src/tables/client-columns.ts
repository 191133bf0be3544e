import type { Behaviour } from "../behaviour.ts";
import { createSecret, garble } from "../generated.ts";
import { inboundGrantTypes, type PracticeClient } from "../options.ts";

/** A column of `oauth_entity` that means something here. */
interface Column {
  readonly read: (client: PracticeClient, behaviour: Behaviour) => string;
  readonly write: (client: PracticeClient, value: string, behaviour: Behaviour) => void;
}

/** In the order in which they are written: whether a client is public decides last about its secret. */
export const clientColumns: Readonly<Record<string, Column>> = {
  name: text("name"),
  type: text("type"),
  active: flag("active"),
  client_id: {
    read: ({ clientId }) => clientId,
    // Blank is generated on insert, and changes nothing later.
    write: (client, value) => void (value !== "" && Object.assign(client, { clientId: value })),
  },
  client_secret: { read: readSecret, write: writeSecret },
  redirect_url: {
    read: ({ redirectUris }) => redirectUris.join(","),
    write(client, value) {
      client.redirectUris = value
        .split(",")
        .map((uri) => uri.trim())
        .filter((uri) => uri !== "");
    },
  },
  access_token_lifespan: seconds("accessTokenLifespan"),
  refresh_token_lifespan: seconds("refreshTokenLifespan"),
  inbound_grant_type: {
    read: ({ inboundGrantType }) => inboundGrantType,
    write(client, value) {
      client.inboundGrantType = inboundGrantTypes.find((type) => type === value) ?? "";
    },
  },
  use_pkce: {
    read: ({ pkceRequired }, behaviour) => String(pkceRequired || behaviour.pkceRequired),
    write: flag("pkceRequired").write,
  },
  token_format: {
    read: ({ tokenFormat }) => tokenFormat,
    write(client, value) {
      client.tokenFormat = value === "jwt" ? "jwt" : "opaque";
    },
  },
  user: text("applicationUser"),
  // The label is documented, the column's name a guess.
  enforce_token_restrictions: flag("enforceTokenRestrictions"),
  public_client: {
    read: ({ clientSecret }) => String(clientSecret === undefined),
    write(client, value) {
      client.clientSecret = value === "true" ? undefined : (client.clientSecret ?? createSecret());
    },
  },
};

/** The secret is never told: a mask or what it looks like encrypted (community; a client's notes). */
function readSecret({ clientSecret }: PracticeClient, { secretWhenRead }: Behaviour): string {
  if (clientSecret === undefined) return "";
  return secretWhenRead === "masked" ? "********" : garble(clientSecret);
}

/** Whether a secret written by the Table API works is disputed. */
function writeSecret(client: PracticeClient, value: string, { secretWhenWritten }: Behaviour): void {
  if (value !== "") client.clientSecret = secretWhenWritten === "kept" ? value : garble(value);
}

function text(key: "name" | "type" | "applicationUser"): Column {
  return {
    read: (client) => client[key],
    write(client, value) {
      client[key] = value;
    },
  };
}

function flag(key: "active" | "pkceRequired" | "enforceTokenRestrictions"): Column {
  return {
    read: (client) => String(client[key]),
    write(client, value) {
      client[key] = value === "true";
    },
  };
}

/** Numbers are text in the Table API. */
function seconds(key: "accessTokenLifespan" | "refreshTokenLifespan"): Column {
  return {
    read: (client) => String(client[key]),
    write(client, value) {
      client[key] = Number.parseInt(value, 10) || 0;
    },
  };
}
