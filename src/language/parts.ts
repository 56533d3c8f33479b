/** What is known of a text when its frame is made. */
import type { When } from "./combine-start.ts";
import type { Extract } from "./extract.ts";
import type { Letter } from "./letters.ts";
import type { Context, Intent } from "./reading.ts";

export interface Parts {
  readonly text: string;
  readonly letter: Letter;
  readonly found: Extract;
  readonly intent: Intent;
  readonly when: When;
  readonly context: Context;
}
