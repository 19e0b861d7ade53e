import type { StoredFile } from './file-store.port.ts'

/**
 * Everything that a store keeps, record by record, so that it can be copied to another store while both are in use.
 * Not for requests of shoppers: `all` reads the whole store.
 */
export interface Archive<Item> {
  /** Every record there is, in no order. One that is written meanwhile may be missing. */
  all(): AsyncIterable<Item>
  /** `undefined`: there is no such record. */
  read(id: string): Promise<Item | undefined>
  /** Stores a record unless the one that is there is as new or newer. The same record again changes nothing. */
  write(item: Item): Promise<void>
}

/** The archive of a store that records can be taken out of again. */
export interface LocalArchive<Item> extends Archive<Item> {
  /** Removing an unknown record does nothing. */
  remove(id: string): Promise<void>
}

/** A file with its key. */
export interface FileRecord {
  readonly key: string
  readonly file: StoredFile
}

/** A session with its id. What it holds is the shop's affair; the rest is data that survives JSON. */
export interface SessionRecord {
  readonly sessionId: string
  readonly session: object
}
