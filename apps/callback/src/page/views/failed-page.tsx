import type { Answer } from "../../redirect/answer.ts";
import type { Cause } from "../cause.ts";
import type { PageLogin } from "../login.ts";
import { Layout } from "./layout.tsx";
import { Action, Failure } from "./parts.tsx";
import { UsualCauses } from "./usual-causes.tsx";

interface FailedPageProps {
  readonly login: PageLogin;
  readonly answer: Answer;
  readonly formToken: string;
  /** The guide's case that it is; `any` when the instance did not say which, undefined when it is none of them. */
  readonly cause: Cause | "any" | undefined;
}

/** What went wrong, and every way to go on. */
export const FailedPage = ({ login, answer, formToken, cause }: FailedPageProps) => (
  <Layout title={answer.title} stage="/failed" isPractice={login.start.isPractice}>
    {/* What the four cases say, they say with the values at hand. */}
    <Failure answer={cause === undefined ? answer : { ...answer, fix: [] }} isHeading />
    <div class="actions">
      <Action to="/authorise" formToken={formToken} look="main">
        Try again
      </Action>
      <a href="/">Change the values</a>
    </div>
    {cause && <UsualCauses cause={cause} settings={login.settings} formToken={formToken} />}
  </Layout>
);
