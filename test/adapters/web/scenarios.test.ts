import { badInput } from "../../scenarios/bad-input.ts";
import { changing } from "../../scenarios/change.ts";
import { person } from "../../scenarios/person.ts";
import { reminding } from "../../scenarios/remind.ts";
import { saying } from "../../scenarios/say.ts";
import { scenarioContract } from "../../support/chat-contract.ts";
import { webDriver } from "../../support/web-driver.ts";

scenarioContract("the page", webDriver, [...saying, ...changing, ...reminding, ...person, ...badInput]);
