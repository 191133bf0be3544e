/** Prefixes of what only we read, and of what our own credential files say; both hold secrets. */
const ours = /^(?:NOWTOKEN|SERVICENOW)_/iu;

/** The environment for a program that is none of ours: without our variables. */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
}
