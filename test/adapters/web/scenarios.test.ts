import { ALL_SCENARIOS } from "../../scenarios/all.ts";
import { scenarioContract } from "../../support/chat-contract.ts";
import { ownPlatform } from "../../support/chat-driver.ts";
import { webDriver } from "../../support/web-driver.ts";

scenarioContract(ownPlatform("the page", webDriver), ALL_SCENARIOS);
