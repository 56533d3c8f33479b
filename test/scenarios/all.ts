/** Every scenario: what each chat platform has to pass. */
import { badInput } from "./bad-input.ts";
import { changing } from "./change.ts";
import { person } from "./person.ts";
import { reminding } from "./remind.ts";
import { saying } from "./say.ts";
import type { Scenario } from "./scenario.ts";

export const ALL_SCENARIOS: readonly Scenario[] = [...saying, ...changing, ...reminding, ...person, ...badInput];
