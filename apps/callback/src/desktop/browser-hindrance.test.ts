import { expect, test } from "vitest";
import { type BrowserHindrance, browserHindrance, type MachineSurroundings } from "./browser-hindrance.ts";

const desktop: MachineSurroundings = {
  platform: "linux",
  environment: { DISPLAY: ":0" },
  kernel: "6.12.0-generic",
  containerFile: false,
};

test.each<[string, Partial<MachineSurroundings>]>([
  ["an X desktop", {}],
  ["a Wayland desktop", { environment: { WAYLAND_DISPLAY: "wayland-0" } }],
  ["macOS", { platform: "darwin", environment: {} }],
  ["Windows", { platform: "win32", environment: {} }],
])("on %s nothing keeps a browser from being opened", (_, given) => {
  expect(browserHindrance({ ...desktop, ...given })).toBeUndefined();
});

const hindered: [BrowserHindrance, string, Partial<MachineSurroundings>][] = [
  [
    "ssh",
    "SSH with a forwarded display",
    { environment: { SSH_CONNECTION: "1 2 3 4", DISPLAY: "localhost:10.0" } },
  ],
  ["ssh", "SSH to a Mac", { platform: "darwin", environment: { SSH_TTY: "/dev/ttys001" } }],
  ["codespaces", "Codespaces", { environment: { CODESPACES: "true" } }],
  ["gitpod", "Gitpod", { environment: { GITPOD_WORKSPACE_ID: "x" } }],
  ["wsl", "WSL", { environment: { WSL_DISTRO_NAME: "Ubuntu", DISPLAY: ":0" } }],
  ["wsl", "WSL under sudo, which drops its variables", { kernel: "5.15.167.4-microsoft-standard-WSL2" }],
  ["container", "a Docker container", { containerFile: true }],
  ["container", "a container that says so itself", { environment: { container: "podman", DISPLAY: ":0" } }],
  ["container", "a pod", { environment: { KUBERNETES_SERVICE_HOST: "10.0.0.1" } }],
  ["no-display", "a machine without a display", { environment: {} }],
];

test.each(hindered)("%s: in %s", (hindrance, _, given) => {
  expect(browserHindrance({ ...desktop, ...given })).toBe(hindrance);
});

test.each(hindered)("%s is no hindrance where $BROWSER says how: in %s", (_, __, given) => {
  const environment = { ...given.environment, BROWSER: "forward-to-my-desk" };
  expect(browserHindrance({ ...desktop, ...given, environment })).toBeUndefined();
});
