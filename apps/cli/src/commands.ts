import type { Command } from "@oclif/core/command";

type Loader = () => Promise<{ readonly default: Command.Class }>;

/** The whole command line in one object; each command is loaded when it is called. */
export const commands: Readonly<Record<string, Loader>> = {
  demo: () => import("./commands/demo.ts"),
  doctor: () => import("./commands/doctor.ts"),
  exchange: () => import("./commands/exchange.ts"),
  exec: () => import("./commands/exec.ts"),
  explain: () => import("./commands/explain.ts"),
  export: () => import("./commands/export.ts"),
  login: () => import("./commands/login.ts"),
  logout: () => import("./commands/logout.ts"),
  "profile:import": () => import("./commands/profile/import.ts"),
  "profile:list": () => import("./commands/profile/list.ts"),
  "profile:remove": () => import("./commands/profile/remove.ts"),
  "profile:rename": () => import("./commands/profile/rename.ts"),
  "profile:show": () => import("./commands/profile/show.ts"),
  "profile:use": () => import("./commands/profile/use.ts"),
  refresh: () => import("./commands/refresh.ts"),
  "registry:check": () => import("./commands/registry/check.ts"),
  "registry:create": () => import("./commands/registry/create.ts"),
  "registry:guide": () => import("./commands/registry/guide.ts"),
  "registry:request": () => import("./commands/registry/request.ts"),
  renew: () => import("./commands/renew.ts"),
  revoke: () => import("./commands/revoke.ts"),
  simulate: () => import("./commands/simulate.ts"),
  status: () => import("./commands/status.ts"),
  token: () => import("./commands/token.ts"),
  ui: () => import("./commands/ui.ts"),
  url: () => import("./commands/url.ts"),
  verify: () => import("./commands/verify.ts"),
};

/** What groups of commands are about. */
export const topics: readonly { readonly name: string; readonly description: string }[] = [
  { name: "profile", description: "The logins that are kept: import, list, show, choose, rename, remove." },
  { name: "registry", description: "The OAuth record on the instance: how to make it, make it, check it." },
];
