/** Makes ids for new records. */
import { Types } from "mongoose";

/** 24 hexadecimal digits that grow with time, so that new records sit together in the index. */
export const newId = (): string => new Types.ObjectId().toHexString();
