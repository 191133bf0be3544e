import type { LookupAddress } from "node:dns";
import { opened } from "../http/dial.ts";
import { systemCodes } from "../http/failure.ts";
import { type ExaminationResult, failedBy, ok } from "./examination.ts";
import { deadlineOf, describeHost, type NetworkRoute, routeError } from "./network-route.ts";

/** More addresses than these are not tried. */
const mostAddresses = 8;
const families: Readonly<Record<number, string>> = { 4: "IPv4", 6: "IPv6" };

/** Looks the name up, of the proxy where there is one; an address is its own. Throws the signal's reason. */
export async function examineName(route: NetworkRoute, signal?: AbortSignal): Promise<ExaminationResult> {
  const { isIP } = process.getBuiltinModule("node:net");
  const family = isIP(route.host);
  if (family !== 0) {
    route.addresses = [{ address: route.host, family }];
    return ok(`${describeHost(route)} is an address: there is no name to look up.`);
  }
  const deadline = deadlineOf(route, signal);
  try {
    const { lookup } = process.getBuiltinModule("node:dns").promises;
    route.addresses = await orAbort(lookup(route.host, { all: true }), deadline);
  } catch (error) {
    signal?.throwIfAborted();
    return failedBy(routeError(route, error, deadline.aborted));
  }
  const { addresses } = route;
  const count = (wanted: number) => addresses.filter((found) => found.family === wanted).length;
  return ok(`${describeHost(route)} has ${count(4)} IPv4 and ${count(6)} IPv6 addresses.`, {
    facts: { host: route.host, addresses },
  });
}

/** A look-up cannot be ended, only be left behind. */
function orAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  return Promise.race([work, promise]);
}

interface Attempt extends LookupAddress {
  readonly milliseconds: number;
  readonly error?: unknown;
}

/** Connects to each address, in both families; one that answers is enough. Throws the signal's reason. */
export async function examineConnection(
  route: NetworkRoute,
  signal?: AbortSignal,
): Promise<ExaminationResult> {
  const deadline = deadlineOf(route, signal);
  const addresses = route.addresses.slice(0, mostAddresses);
  const attempts = await Promise.all(addresses.map((address) => connectTo(address, route.port, deadline)));
  signal?.throwIfAborted();
  const reached = attempts.filter(({ error }) => error === undefined);
  const missed = attempts.filter(({ error }) => error !== undefined);
  const rows = attempts.length === 1 ? [] : attempts.map(describeAttempt);
  const facts = { port: route.port, addresses: attempts.map(toFact) };
  const [first] = reached;
  if (first === undefined) {
    const error = new AggregateError(missed.map((attempt) => attempt.error));
    return failedBy(routeError(route, error, deadline.aborted), { rows, facts });
  }
  const others =
    missed.length === 0 ? "" : `; ${missed.length} of ${attempts.length} addresses do not answer`;
  return ok(`Port ${route.port} answers in ${first.milliseconds} ms${others}.`, { rows, facts });
}

async function connectTo(address: LookupAddress, port: number, signal: AbortSignal): Promise<Attempt> {
  const begun = performance.now();
  const took = () => ({ ...address, milliseconds: Math.round(performance.now() - begun) });
  const socket = process.getBuiltinModule("node:net").connect({ host: address.address, port });
  try {
    await opened(socket, "connect", signal);
    return took();
  } catch (error) {
    return { ...took(), error };
  } finally {
    socket.destroy();
  }
}

const codeOf = ({ error }: Attempt): string => systemCodes(error)[0] ?? "no answer";

function describeAttempt(attempt: Attempt) {
  const { address, family, error, milliseconds } = attempt;
  return [
    families[family] ?? "",
    `${address}: ${error === undefined ? `${milliseconds} ms` : codeOf(attempt)}`,
  ] as const;
}

function toFact(attempt: Attempt) {
  const { address, milliseconds, error } = attempt;
  return { address, ...(error === undefined ? { milliseconds } : { error: codeOf(attempt) }) };
}
