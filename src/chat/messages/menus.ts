/** Small menus: where one button leads to several forms. */
import type { Interview } from "../../interviews/interview.ts";
import { title } from "../../interviews/words.ts";
import type { Message } from "../port.ts";
import { button, question } from "./build.ts";

/** A larger edit is several forms, each small enough for every platform. */
export const editMenu = ({ id, version, ...interview }: Interview): Message =>
  question(
    `What would you like to change about ${title(interview)}? You can also just write it, like "it's on Teams now".`,
    [
      button("When", "when", id, version),
      button("Where", "where", id, version),
      button("Who", "who", id, version),
      button("Company and role", "what", id, version),
      button("Notes", "notes", id, version),
    ],
  );
