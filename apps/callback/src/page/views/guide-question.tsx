import type { FormProblem, SettingsForm } from "../settings-form.ts";
import { Layout } from "./layout.tsx";
import { SettingsField } from "./settings-field.tsx";

interface GuideQuestionProps {
  readonly form: SettingsForm;
  readonly problems: readonly FormProblem[];
  readonly formToken: string;
}

/** What the guide has to know before its values are the person's own. */
export const GuideQuestion = ({ form, problems, formToken }: GuideQuestionProps) => (
  <Layout title="Make the OAuth record" stage="/">
    <h1>Make the OAuth record</h1>
    <p class="lead">Which instance is it for? Then every value here is ready to copy.</p>
    <form class="card" method="post" action="/guide/open" novalidate>
      <input type="hidden" name="formToken" value={formToken} />
      <SettingsField form={form} problems={problems} name="instance" placeholder="dev12345" required>
        Its name, its host, or any address copied from the instance.
      </SettingsField>
      <p class="actions">
        <button type="submit" class="main">
          Show the steps
        </button>
        <span class="soft">Nothing is sent to the instance.</span>
      </p>
    </form>
  </Layout>
);
