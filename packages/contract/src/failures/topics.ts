import { answerScenarios } from "./answer-scenarios.ts";
import { apiScenarios } from "./api-scenarios.ts";
import { exchangeScenarios } from "./exchange-scenarios.ts";
import { fileScenarios } from "./file-scenarios.ts";
import { grantScenarios } from "./grant-scenarios.ts";
import { logScenarios } from "./log-scenarios.ts";
import { machineScenarios } from "./machine-scenarios.ts";
import { networkScenarios, tlsScenarios } from "./network-scenarios.ts";
import { nowAndThenScenarios } from "./now-and-then-scenarios.ts";
import { otherProgramScenarios } from "./other-program-scenarios.ts";
import { pageScenarios } from "./page-scenarios.ts";
import { partScenarios } from "./part-scenarios.ts";
import { pasteScenarios } from "./paste-scenarios.ts";
import { refreshScenarios } from "./refresh-scenarios.ts";
import type { FailureTopic } from "./scenario.ts";
import { storeScenarios } from "./store-scenarios.ts";

/** Every failure that is made to happen. */
export const topics: readonly FailureTopic[] = [
  { title: "A code that is exchanged", scenarios: exchangeScenarios },
  { title: "A token that is refreshed", scenarios: refreshScenarios },
  { title: "Another grant", scenarios: grantScenarios },
  { title: "Another program", scenarios: otherProgramScenarios },
  { title: "Tokens that worked and then did not", scenarios: nowAndThenScenarios },
  { title: "The system log", scenarios: logScenarios },
  { title: "In the browser", scenarios: pageScenarios },
  { title: "What is pasted", scenarios: pasteScenarios },
  { title: "What is shown in part", scenarios: partScenarios },
  { title: "What is answered", scenarios: answerScenarios },
  { title: "The REST APIs", scenarios: apiScenarios },
  { title: "The network", scenarios: networkScenarios },
  { title: "TLS", scenarios: tlsScenarios },
  { title: "Files", scenarios: fileScenarios },
  { title: "The store", scenarios: storeScenarios },
  { title: "Settings, ports and Python", scenarios: machineScenarios },
];
