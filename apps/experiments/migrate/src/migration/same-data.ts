import { isDeepStrictEqual } from 'node:util'

/** Whether two records say the same, once each has been through a store: fields named `undefined` are not there. */
export const isSameData = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(asStored(one), asStored(other))

const asStored = (value: unknown) => JSON.parse(JSON.stringify(value))
