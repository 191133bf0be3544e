import { type RawSettings, settingNames } from "@nowtoken/core";
import { type FormKey, type FormProblem, formLabels, type SettingsForm } from "../settings-form.ts";

interface SettingsFieldProps {
  readonly name: FormKey;
  readonly form: SettingsForm;
  readonly problems: readonly FormProblem[];
  readonly type?: "text" | "password";
  readonly placeholder?: string;
  readonly required?: boolean;
  /** The hint. */
  readonly children: string;
}

/** One value of the form, under the guide's name, with what is wrong with it. */
export const SettingsField = ({
  name,
  form,
  problems,
  type = "text",
  placeholder,
  required,
  children,
}: SettingsFieldProps) => {
  const names = settingNames.find(({ key }) => key === name);
  const problem = problems.find(({ key }) => key === name)?.text;
  return (
    <div class="field">
      <label for={name}>
        {formLabels[name]} {names?.guideName && <code>{names.guideName}</code>}
      </label>
      <p class="hint" id={`${name}-hint`}>
        {children}
      </p>
      <input
        id={name}
        name={name}
        type={type}
        value={type === "password" ? undefined : asText(form.raw[name])}
        placeholder={placeholder}
        required={required}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-describedby={`${name}-hint ${name}-problem`}
        aria-invalid={problem === undefined ? undefined : "true"}
      />
      <p class="problem" id={`${name}-problem`} aria-live="polite">
        {problem}
      </p>
    </div>
  );
};

function asText(value: RawSettings[FormKey]): string {
  if (value === undefined) return "";
  return typeof value === "object" ? value.join(" ") : String(value);
}
