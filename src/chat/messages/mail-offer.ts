/** Asks for an address, once: where reminders may go besides the chat. */
import type { Result } from "../../commands/result.ts";
import type { User } from "../../users/user.ts";
import type { Message } from "../port.ts";
import { button, buttons, message, muted } from "./build.ts";

/** Whether this is the first answer to somebody whose zone is known, and of whom no address is. */
export function asksForMail(result: Result, before: User, after: User): boolean {
  if (after.email !== null || after.timeZone === null) return false;
  switch (result.kind) {
    case "hello":
      return !before.welcomed;
    case "interview":
      return !before.welcomed && result.done === "scheduled";
    case "setting_changed":
      return before.timeZone === null;
    default:
      return false;
  }
}

export function withMailOffer(said: Message): Message {
  const offer = message(
    muted("Your reminders come here. With your e-mail address they come there as well."),
    ...buttons(button("Add e-mail", "email_form")),
  );
  return { text: `${said.text}\n${offer.text}`, blocks: [...said.blocks, ...offer.blocks] };
}
