import type { RankedCause } from "@nowtoken/core";
import type { Answer } from "../../redirect/answer.ts";
import type { PageLogin } from "../login.ts";
import { CauseAction } from "./cause-action.tsx";
import { Layout } from "./layout.tsx";
import { OtherCauses } from "./other-causes.tsx";
import { Action, Failure } from "./parts.tsx";
import { SentValues } from "./sent-values.tsx";

interface FailedPageProps {
  readonly login: PageLogin;
  readonly answer: Answer;
  readonly formToken: string;
  /** The likeliest first; none for what is not one of our errors. */
  readonly causes: readonly RankedCause[];
  /** Whether the instance refused: then what was sent has to be compared with its record. */
  readonly isRefusal: boolean;
  readonly keepsLogins: boolean;
}

/** What went wrong, its likeliest cause, and every way to go on; the other causes for whoever asks. */
export const FailedPage = (props: FailedPageProps) => {
  const { login, answer, formToken, causes, isRefusal, keepsLogins } = props;
  const { settings, start } = login;
  const [first, ...others] = causes;
  return (
    <Layout title={answer.title} stage="/failed" isPractice={start.isPractice} keepsLogins={keepsLogins}>
      <Failure answer={{ ...answer, others: [] }} isHeading />
      <div class="actions">
        <Action to="/authorise" formToken={formToken} look="main">
          Try again
        </Action>
        {first && <CauseAction id={first.id} settings={settings} formToken={formToken} />}
        <a href="/">Change the values</a>
      </div>
      {isRefusal && <SentValues settings={settings} />}
      {others.length > 0 && <OtherCauses causes={others} settings={settings} formToken={formToken} />}
    </Layout>
  );
};
