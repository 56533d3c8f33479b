/** Finds the imports that break the table, packages outside their home, and cycles. Pure. */
import { posix } from "node:path";
import type { Import } from "./sources.ts";
import { COMMON, HOMES, type Row } from "./table.ts";

/** The name of the table that a path belongs to: "src/chat/port.ts" is of "chat", "src/main.ts" is "main". */
export function placeOf(path: string): string {
  const [top, second] = path.split("/");
  if (top === "src") return posix.parse(second ?? "").name;
  return top === "adapters" ? `adapters/${second}` : (top ?? "");
}

/** One sentence for each import of ours that the table does not allow. */
export function strangers(imports: readonly Import[], table: readonly Row[]): readonly string[] {
  return imports
    .filter((each) => each.ours)
    .flatMap((each) => {
      const from = placeOf(each.from);
      const to = placeOf(each.target);
      const where = `${each.from}:${each.line}`;
      const row = table.find(({ folders }) => folders.some((folder) => folder === from || covers(folder, from)));
      if (!row) return [`${where}: ${from} has no row in the table`];
      if (row.uses.includes("everything") || from === to) return [];
      if (COMMON.some((name) => name === to) || row.uses.includes(to)) return [];
      if (row.uses.includes("ports") && /^src\/[^/]+\/port\.ts$/.test(each.target)) return [];
      if (row.types.includes(to)) {
        if (each.kind === "type") return [];
        return [`${where}: ${from} may import only types of ${to} (${each.target})`];
      }
      return [`${where}: ${from} may not import ${to} (${each.target})`];
    });
}

/** One sentence for each import of a package outside its home; types count too. */
export function homeless(imports: readonly Import[]): readonly string[] {
  return imports
    .filter((each) => !each.ours)
    .flatMap((each) => {
      const rule = HOMES.find(({ packages }) =>
        packages.some((name) => name === each.target || covers(name, each.target)),
      );
      if (!rule || rule.homes.some((home) => each.from.startsWith(home))) return [];
      return [`${each.from}:${each.line}: ${each.target} belongs in ${rule.homes.join(", ")}`];
    });
}

const covers = (pattern: string, name: string): boolean =>
  pattern.endsWith("/*") && name.startsWith(pattern.slice(0, -1));

/** Each way of files that import each other in a circle at run time, as "a -> b -> a". Types make no circle. */
export function cycles(imports: readonly Import[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, target, ours, kind } of imports) {
    if (ours && kind === "value") next.set(from, [...(next.get(from) ?? []), target]);
  }
  const found: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(" -> "));
    if (at >= 0 || finished.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    finished.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}
