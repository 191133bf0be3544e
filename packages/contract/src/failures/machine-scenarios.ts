import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import {
  createEffects,
  mergeSettings,
  parseSettings,
  type RawSettings,
  readSettingsFile,
} from "@nowtoken/core";
import { setPractice } from "./practice-login.ts";
import { inFolder } from "./profile.ts";
import { errorOf, type FailureScenario, type Shown } from "./scenario.ts";
import { findPython, installIntoSystem } from "./system-python.ts";

const isWindows = process.platform === "win32";

const settings = (failure: string, cause: string, raw: RawSettings): FailureScenario => ({
  failure,
  cause,
  happen: () => errorOf((async () => parseSettings(raw))()),
});

/** What Node says of a place that cannot be listened on. */
async function listenAt(host: string, port: number): Promise<Shown> {
  const server: Server = createServer().listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    return String(error);
  }
  server.close();
  throw new Error("expected a failure");
}

/** What a shell says of a command, with nothing in its PATH. */
const shell = (command: string): string => {
  const { stderr } = spawnSync("/bin/sh", ["-c", command], { env: { PATH: "" }, encoding: "utf8" });
  return stderr;
};

const python = isWindows ? undefined : findPython();

/** What Python says of a script, when it looks for packages nowhere but among its own. */
const runPython = (script: string): string =>
  spawnSync(python?.executable ?? "", ["-I", "-S", "-c", script], { encoding: "utf8" }).stderr;

const template = `redirect_uri = 'https://{instance_name}.service-now.com/oauth_redirect.do'
client_id = '0123456789abcdef0123456789abcdef'
client_secret = 'Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE'
instance = 'dev12345'
token_url = f"https://<instance-name>.service-now.com"
`;

/** Settings, ports and Python: what goes wrong before anything is sent. */
export const machineScenarios: readonly FailureScenario[] = [
  settings("nothing is given", "setting-missing", {}),
  settings("the client secret is the guide's sample", "sample-left", {
    instance: "dev12345",
    clientId: "x",
    clientSecret: "Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE",
  }),
  {
    failure: "the guide's template is used as it is",
    cause: "sample-left",
    happen: () =>
      inFolder(async (folder) => {
        const path = join(folder, "template.py");
        await writeFile(path, template);
        return errorOf(
          (async () => parseSettings(mergeSettings((await readSettingsFile(path)) as RawSettings)))(),
        );
      }),
  },
  settings("instance and token URL name two hosts", "setting-conflict", {
    instance: "dev12345",
    instanceUrl: "https://dev99999.service-now.com",
    clientId: "x",
  }),
  settings("a timeout is a word", "setting-invalid", {
    instance: "dev12345",
    clientId: "x",
    timeout: "soon",
  }),
  {
    failure: "the file of certificate authorities does not exist",
    cause: "setting-invalid",
    happen: () => errorOf((async () => createEffects({ caFile: "/nowhere/authority.pem" }))()),
  },
  {
    failure: "another program listens on the port",
    cause: "port-taken",
    async happen() {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      try {
        return await listenAt("127.0.0.1", typeof address === "object" ? (address?.port ?? 0) : 0);
      } finally {
        server.close();
      }
    },
  },
  {
    failure: "the redirect's address is not one of this machine",
    cause: "port-forbidden",
    happen: () => listenAt("192.0.2.1", 8765),
  },
  {
    failure: "Python is not there",
    cause: "python-missing",
    happen: async () => shell("python generate_servicenow_tokens.py"),
    isPossible: !isWindows,
    entry: "python-not-recognized",
  },
  {
    failure: "pip is not there",
    cause: "pip-missing",
    happen: async () => shell("pip install requests"),
    isPossible: !isWindows,
    entry: "python-no-pip",
  },
  {
    failure: "a line of the template is missing",
    cause: "template-incomplete",
    happen: async () => runPython("token_url = 'https://dev12345.service-now.com'; print(client_id)"),
    isPossible: python !== undefined,
    entry: "script-no-name",
  },
  {
    failure: "a script is given an address without a code",
    cause: "wrong-thing-copied",
    happen: async () =>
      runPython("from urllib.parse import *; parse_qs('https://dev12345.service-now.com/login.do')['code']"),
    isPossible: python !== undefined,
    entry: "script-no-code",
  },
  {
    failure: "Python's package requests is not there",
    cause: "requests-missing",
    happen: async () => runPython("import requests"),
    isPossible: python !== undefined,
    entry: "python-no-requests",
  },
  {
    failure: "pip is asked to install into a Python of the system",
    cause: "environment-managed",
    happen: () =>
      inFolder((folder) =>
        python ? installIntoSystem(python, folder) : Promise.reject(new Error("expected a Python")),
      ),
    isPossible: python?.packages !== undefined,
    entry: "python-externally-managed",
  },
  {
    failure: "an editor made the template's quotes typographic",
    cause: "quotes-typographic",
    happen: async () => runPython("client_id = ‘0123456789abcdef’"),
    isPossible: python !== undefined,
    entry: "python-typographic-quotes",
  },
  {
    failure: "the guide's script takes a refusal for tokens",
    cause: "code-spent",
    async happen() {
      const { instance } = setPractice();
      const body = { grant_type: "authorization_code", code: "old", client_id: instance.client.clientId };
      const answer = await instance.request("/oauth_token.do", {
        method: "POST",
        body: new URLSearchParams(body),
      });
      return runPython(`import json; json.loads(${JSON.stringify(await answer.text())})["access_token"]`);
    },
    isPossible: python !== undefined,
    entry: "script-no-access-token",
  },
];
