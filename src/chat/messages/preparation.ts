/** The preparation list of an interview: what is done, what is open, and how to add to it. */
import { type Interview, progress } from "../../interviews/interview.ts";
import { title } from "../../interviews/words.ts";
import { action } from "../actions.ts";
import type { Message } from "../port.ts";
import { button, buttons, heading, message, text } from "./build.ts";

export function preparation(interview: Interview): Message {
  const { done, of } = progress(interview.tasks);
  const state = of === 0 ? "Nothing on the list yet." : done === of ? `All ${of} done.` : `${done} of ${of} done.`;
  return message(
    heading(`Preparation for ${title(interview)}`),
    text(state),
    of === 0
      ? null
      : {
          kind: "checklist",
          items: interview.tasks.map((task) => ({
            text: task.title,
            done: task.done,
            action: action("tick", `${interview.id}.${task.id}`),
          })),
        },
    ...buttons(button("Add a task", "task", interview.id), button("Show interview", "show", interview.id)),
  );
}
