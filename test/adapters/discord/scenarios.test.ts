import { ALL_SCENARIOS } from "../../scenarios/all.ts";
import { scenarioContract } from "../../support/chat-contract.ts";
import { discordPlatform } from "../../support/discord-driver.ts";

scenarioContract(discordPlatform(), ALL_SCENARIOS);
