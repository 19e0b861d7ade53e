import type { Placed } from './state-place.ts'

export interface StoredFile {
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** Either the bytes themselves or an address, valid for a short time, where the browser fetches them. */
export type FileAccess =
  | ({ readonly kind: 'bytes' } & StoredFile)
  | { readonly kind: 'redirect'; readonly url: string }

/**
 * Keeps files such as profile pictures and receipts. Keys are made by the server: lower-case letters, digits, dash,
 * underscore and slash; any other key is an `InvalidInputError` (`assertFileKey`), so no user text ever becomes a path.
 * A backing service that does not answer is an `UnavailableError`.
 */
export interface FileStore extends Placed {
  /** Stores or replaces; readers see the old file or the new one, never a part. */
  put(key: string, file: StoredFile): Promise<void>
  /** An unknown key is `undefined`, never an error. `downloadName` asks for an attachment of that name. */
  open(key: string, options?: { downloadName?: string }): Promise<FileAccess | undefined>
  /** Removing an unknown key does nothing. */
  remove(key: string): Promise<void>
  close(): Promise<void>
}
