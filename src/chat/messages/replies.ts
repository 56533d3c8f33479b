/** Replies of one sentence. */
import type { SmallTalk } from "../small-talk.ts";

export const REPLIES: Readonly<Record<SmallTalk | "outdated" | "answered" | "closed", string>> = {
  outdated: 'That button is no longer in use. Write "list" to see your interviews, or "help".',
  answered: "That question is settled already.",
  closed: "Fine, nothing changed.",
  yes: 'I have no open question. Tell me about an interview, or write "list" to see yours.',
  no: "Fine, nothing changed.",
  thanks: "You're welcome.",
  fine: "Good. I'm here when you need me.",
  sorry: 'No harm done. "undo" takes the last change back.',
  bye: "Goodbye, and good luck.",
};
