import { type Environment, proxyFor } from "../http/proxy.ts";
import { type ExaminationResult, ok, warning } from "./examination.ts";

const others = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
/** Stands for the instance while nobody has named it. */
const anyInstance = new URL("https://instance.service-now.com");

/**
 * Which proxy requests go through. A name and password in its URL are not repeated.
 *
 * Throws INSTANCE_UNREACHABLE when the variable holds something else than an http or https URL.
 */
export function examineProxy(environment: Environment, instance: URL | undefined): ExaminationResult {
  const proxy = proxyFor(instance ?? anyInstance, environment);
  const host = (instance ?? anyInstance).host;
  const isSet = Boolean(environment["https_proxy"] || environment["HTTPS_PROXY"]);
  const facts = { proxy: proxy?.host ?? null, isSet };
  if (proxy !== undefined) {
    return ok(`${instance === undefined ? "Instances are" : `${host} is`} reached through ${proxy.host}.`, {
      facts,
    });
  }
  if (isSet) return ok(`HTTPS_PROXY is set, and not used for ${host}.`, { facts });
  const ignored = others.filter((name) => environment[name]);
  if (ignored.length === 0) return ok("No proxy is set.", { facts });
  return warning(`${ignored.join(" and ")} is set, and HTTPS_PROXY is not: no proxy is used.`, {
    fix: ["Where browsers here need a proxy, name it in HTTPS_PROXY."],
    facts,
  });
}
