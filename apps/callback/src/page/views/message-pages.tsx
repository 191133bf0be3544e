import type { PropsWithChildren } from "hono/jsx";
import type { Answer } from "../../redirect/answer.ts";
import { Layout } from "./layout.tsx";
import { Failure } from "./parts.tsx";

const Message = ({ title, children }: PropsWithChildren<{ readonly title: string }>) => (
  <Layout title={title}>
    <div class="card message">
      <h1>{title}</h1>
      {children}
    </div>
  </Layout>
);

/** For whoever has no cookie of ours. */
export const NotAdmittedPage = () => (
  <Message title="This page is for another window">
    <p>
      It opens once, in one browser, with the address that <code>nowtoken ui</code> printed. Run it again for
      a new one.
    </p>
    <p class="soft">
      {/* A strict cookie does not come along from another site; from this page it does. */}
      You have just opened it from a link? <a href="/">Go on here</a>.
    </p>
  </Message>
);

export const EndedPage = ({ keepsLogins }: { readonly keepsLogins: boolean }) => (
  <Message title="Everything is forgotten">
    <p>
      The tokens are gone from this page, and you can close the tab.
      {keepsLogins && " Your logins stay kept; nowtoken ui shows them again."}
    </p>
    <p class="soft">A file that you saved stays until you delete it: do that once the form is filled.</p>
  </Message>
);

interface FaultPageProps {
  readonly answer: Pick<Answer, "message" | "cause" | "fix" | "more">;
  readonly keepsLogins: boolean;
}

/** For what went wrong outside a login. */
export const FaultPage = ({ answer, keepsLogins }: FaultPageProps) => (
  <Layout title="That did not work" keepsLogins={keepsLogins}>
    <Failure answer={{ title: "That did not work", ...answer }} isHeading />
    <p class="note">
      <a href="/">Back to the beginning</a>
    </p>
  </Layout>
);
