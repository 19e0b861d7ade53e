import { InvalidInputError } from './errors.ts'

const segments = /^[a-z0-9_-]+(\/[a-z0-9_-]+)*$/

/** Shorter than the longest name a file system takes, so that every store takes the same keys. */
const maxLength = 200

/** Throws `InvalidInputError` for a key that a file store must refuse: `..`, a leading slash, a dot, a capital. */
export function assertFileKey(key: string): void {
  if (key.length <= maxLength && segments.test(key)) return
  throw new InvalidInputError('key', 'A file key is made of a-z, 0-9, dash, underscore and slash')
}
