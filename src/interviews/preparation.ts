/** Decides which preparation tasks an interview comes with. The tasks themselves are data in `templates/`. */
import templates from "../../templates/preparation.json" with { type: "json" };
import type { Format, Task } from "./interview.ts";

const OWN = "own-";

/** Tasks that a person added have ids of their own, so that a change of format never takes them away. */
export const isOwnTask = (task: Task): boolean => task.id.startsWith(OWN);

/** The tasks for a new interview of this format; without one, what every interview needs. */
export const tasksFor = (format: Format | null): readonly Task[] =>
  [...templates.any, ...(format === null ? [] : templates[format])].map(({ id, title }) => ({
    id,
    title,
    done: false,
  }));

/** The tasks after a change of format: what is done or the person's own stays, the rest follows the new format. */
export function retask(tasks: readonly Task[], format: Format | null): readonly Task[] {
  const kept = new Map(tasks.filter((task) => task.done || isOwnTask(task)).map((task) => [task.id, task]));
  const fresh = tasksFor(format).map((task) => kept.get(task.id) ?? task);
  const ids = new Set(fresh.map(({ id }) => id));
  return [...fresh, ...tasks.filter((task) => kept.has(task.id) && !ids.has(task.id))];
}

/** Adds a task of the person's own at the end. */
export function withTask(tasks: readonly Task[], title: string): readonly Task[] {
  const highest = Math.max(0, ...tasks.filter(isOwnTask).map(({ id }) => Number(id.slice(OWN.length)) || 0));
  return [...tasks, { id: `${OWN}${highest + 1}`, title, done: false }];
}
