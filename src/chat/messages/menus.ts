/** Small menus: where one button leads to several forms. */
import type { Interview } from "../../interviews/interview.ts";
import { title } from "../../interviews/words.ts";
import type { Message } from "../port.ts";
import { button, question } from "./build.ts";

/** A larger edit is several forms, each small enough for every platform. */
export function editMenu({ id, version, ...interview }: Interview): Message {
  const forms = [
    button("When", "when", id, version),
    button("Where", "where", id, version),
    button("Who", "who", id, version),
    button("Company and role", "what", id, version),
    button("Notes", "notes", id, version),
  ];
  const ends = [
    ...(interview.status === "scheduled" ? [button("Cancel interview", "cancel", id, version)] : []),
    button("Delete", "delete", id),
  ];
  return question(
    `What would you like to change about ${title(interview)}? You can also write it, like "it's on Teams now".`,
    forms,
    [],
    ends,
  );
}
