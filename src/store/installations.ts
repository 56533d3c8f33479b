/** Keeps what workspaces gave the bot when they installed it: sealed, one for each platform and team. */
import { type Connection, Schema } from "mongoose";

interface InstallationDocument {
  _id: string;
  sealed: string;
}

const schema = new Schema<InstallationDocument>(
  { _id: String, sealed: { type: String, required: true } },
  { collection: "installations", versionKey: false },
);

/** Sealed texts by platform and team; sealing and opening is for whoever knows what they hold. */
export interface Installations {
  put(platform: string, team: string, sealed: string): Promise<void>;
  get(platform: string, team: string): Promise<string | null>;
  remove(platform: string, team: string): Promise<void>;
}

export function installationCollection(connection: Connection): Installations {
  const model = connection.model("Installation", schema);
  const key = (platform: string, team: string) => JSON.stringify([platform, team]);
  return {
    async put(platform, team, sealed) {
      await model.updateOne({ _id: key(platform, team) }, { $set: { sealed } }, { upsert: true });
    },
    get: async (platform, team) =>
      (await model.findById(key(platform, team)).lean<InstallationDocument>())?.sealed ?? null,
    async remove(platform, team) {
      await model.deleteOne({ _id: key(platform, team) });
    },
  };
}
