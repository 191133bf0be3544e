import type { Settings } from "@nowtoken/core";

/** What was sent, to be compared with the record letter for letter; the secret is not shown. */
export const SentValues = ({ settings }: { readonly settings: Settings }) => {
  const { clientId, scopes, redirectUri } = settings;
  const values = [
    ["Client ID", clientId],
    ["Redirect URL", redirectUri],
    ["Scopes", scopes.length === 0 ? "none" : scopes.join(" ")],
  ] as const;
  return (
    <section class="card" aria-labelledby="sent">
      <h2 id="sent">What to compare with the OAuth record</h2>
      <p class="soft">
        Its log names the reason of a refusal: System Logs › System Log › All, message contains “token flow”.
      </p>
      <dl class="values">
        {values.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
