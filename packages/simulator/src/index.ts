export { type Behaviour, defaultBehaviour, type TokenAnswer } from "./behaviour.ts";
export { type Fault, faultKinds } from "./faults/fault.ts";
export { createPracticeInstance, type PracticeInstance } from "./instance.ts";
export type { LogEntry } from "./log.ts";
export type { JwtBearer, JwtVerifier, PracticeClient, PracticeOptions, PracticeUser } from "./options.ts";
export { type PersonStep, type Visit, type VisitOptions, visitAsPerson } from "./person/person.ts";
export type { Fetch } from "./request.ts";
export { type PracticeServer, type PracticeServerOptions, startPracticeInstance } from "./server.ts";
