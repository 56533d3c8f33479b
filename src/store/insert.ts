/** Stores a new document as it is: complete by its type, so that nothing need be cast, filled in or validated first. */
import type { Connection } from "mongoose";

type Concern = Readonly<{ writeConcern: Readonly<{ w: "majority" | 1; j: boolean }> }>;

/** Throws the database's error when the id, or what else is unique, is there already. */
export async function insertNew<Doc extends { _id: string }>(
  { collection }: { readonly collection: ReturnType<Connection["collection"]> },
  doc: Doc,
  concern?: Concern,
): Promise<void> {
  // The driver's type of the collection knows nothing of the document's.
  await collection.insertOne({ ...doc, _id: doc._id as never }, concern ?? {});
}
