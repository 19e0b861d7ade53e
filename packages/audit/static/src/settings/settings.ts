import type { Category, Severity } from '../finding.ts'

/** A call of a package, or of a module of the team's own, that keeps something in the process. */
export interface OwnLibrary {
  readonly package: string
  /** `()`, `new`, `createCache()`, `new Cache`; the default export called, where it is left out. */
  readonly call: string
  readonly category: Category
  readonly severity: Severity
  /** What it keeps, in a few words for the report. */
  readonly keeps: string
  /** Options that make it shared where one is given, and the argument that holds them. */
  readonly sharedBy: readonly string[]
  readonly position: number
}

/** Code that a framework of the team's own calls. */
export interface EntryPoints {
  /** Names of calls that register a handler: `onJob`, `bus.handle`. */
  readonly calls: readonly string[]
  /** Files whose exports are called, as globs: `src/jobs/*.ts`. */
  readonly files: readonly string[]
}

/** What a team tells the audit about its own code, in `state-audit.json` in the audited folder. */
export interface Settings {
  readonly libraries: readonly OwnLibrary[]
  /** Packages whose stores and clients all instances share. */
  readonly sharedStores: readonly string[]
  readonly entryPoints: EntryPoints
}

export const noSettings: Settings = {
  libraries: [],
  sharedStores: [],
  entryPoints: { calls: [], files: [] },
}
