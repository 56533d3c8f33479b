import { ALL_SCENARIOS } from "../../scenarios/all.ts";
import { scenarioContract } from "../../support/chat-contract.ts";
import { slackPlatform } from "../../support/slack-driver.ts";

scenarioContract(slackPlatform("socket"), ALL_SCENARIOS);
