/** Makes the indexes that the schemas name: one command for each collection, however many it has. */
import type { Connection, IndexDefinition, IndexOptions } from "mongoose";

/** Quick when they are there. The models' own way asks the database once for each index, one after the other. */
export async function createIndexes(connection: Connection): Promise<void> {
  await Promise.all(
    Object.values(connection.models).map(async ({ schema, collection }) => {
      const indexes = schema.indexes().map(([key, options]) => describe(key, options));
      if (indexes.length > 0) await connection.collection(collection.name).createIndexes(indexes);
    }),
  );
}

/** As the driver takes it. Throws for what no schema of ours uses: an option that is dropped would be a silent one. */
function describe(definition: IndexDefinition, { background: _, ...options }: IndexOptions) {
  const { unique, partialFilterExpression, ...others } = options;
  const key = new Map(Object.entries(definition).map(([field, order]) => [field, direction(order)] as const));
  if (Object.keys(others).length > 0) throw new TypeError(`an index has unknown options: ${Object.keys(others)}`);
  return {
    key,
    ...(unique === true ? { unique } : {}),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
  };
}

function direction(order: IndexDefinition[string] | undefined): 1 | -1 {
  if (order === 1 || order === -1) return order;
  throw new TypeError(`an index has an unknown order: ${order}`);
}
