/** Fills the templates of `templates/email`: one for HTML and one for text, from the same data. */
import { fileURLToPath } from "node:url";
import { Eta } from "eta";

const views = fileURLToPath(new URL("../../templates/email", import.meta.url));

// Whatever a person typed is escaped in HTML; text has no markup that could be broken out of.
const html = new Eta({ views, cache: true, autoEscape: true });
const text = new Eta({ views, cache: true, autoEscape: false });

/** Both forms of a mail. Throws when a template is missing or broken: our fault. */
export function render(name: "reminder" | "confirm", view: object): { html: string; text: string } {
  return {
    html: html.render(`./${name}.html.eta`, view),
    text: `${text.render(`./${name}.text.eta`, view).trim()}\n`,
  };
}
