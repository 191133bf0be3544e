import { connectorNames, connectors } from "@nowtoken/core";
import type { ReadableLogin } from "../../page-profiles.ts";
import { day } from "../dates.tsx";
import { Layout } from "../layout.tsx";

/** Asks whom a login is handed over to. */
export const ConnectorsPage = ({ login }: { readonly login: ReadableLogin }) => (
  <Layout title={`Hand over ${login.name}`} isAboutLogins>
    <h1>Hand over {login.name}</h1>
    <p class="lead">To whom? You get the fields of its form, in its order, filled in.</p>
    <ul class="choices">
      {connectorNames.map((to) => (
        <li>
          <a class="card" href={`/logins/${login.name}/hand-over/${to}`}>
            <b>{connectors[to].title}</b>
            <HandedOver login={login} to={to} />
          </a>
        </li>
      ))}
    </ul>
  </Layout>
);

const HandedOver = ({ login: { profile, holders }, to }: { login: ReadableLogin; to: string }) => {
  const last = profile.handedOver.find((handOver) => handOver.to === to);
  if (last === undefined) return null;
  const gotAccessAlone = last.refreshFingerprint === null && profile.login?.refreshFingerprint !== null;
  const hasPresent = holders.includes(to);
  return (
    <span class="soft">
      {gotAccessAlone && "got an access token alone on "}
      {!gotAccessAlone && (hasPresent ? "has these tokens since " : "has earlier tokens, of ")}
      {day(last.at)}
    </span>
  );
};
