import type { PageEnv } from "../page-env.ts";
import type { PageProfiles, ReadableLogin } from "../page-profiles.ts";

/** The environment of the pages about logins that are kept. */
export interface LoginEnv {
  Bindings: PageEnv["Bindings"];
  Variables: PageEnv["Variables"] & {
    profiles: PageProfiles;
    /** The one that the address names, where it names one. */
    login: ReadableLogin;
  };
}
