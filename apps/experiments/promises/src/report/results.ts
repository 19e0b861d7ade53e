import { type PromiseId, promiseIds, type SessionStoreId, type StepId } from '@unsticky/steps'
import type { Subject } from '../subject.ts'

export interface Cell {
  readonly expected: 'kept' | 'broken'
  /** "error": the experiment could not tell. */
  readonly actual: 'kept' | 'broken' | 'error'
  /** One sentence with the figures. */
  readonly detail: string
}

export interface SubjectResults {
  readonly subject: Subject
  readonly cells: ReadonlyMap<PromiseId, Cell>
}

export interface Row {
  readonly step: StepId
  /** Promises that were not run are left out. */
  readonly promises: Readonly<Partial<Record<PromiseId, Cell>>>
}

export interface StoreRow extends Row {
  readonly sessionStore: SessionStoreId
}

/** What `results/promises/latest.json` holds. */
export interface Results {
  readonly date: string
  readonly machine: string
  readonly seconds?: number
  readonly ok: boolean
  readonly steps: readonly Row[]
  /** A step on session stores other than its own; left out where none was run. */
  readonly sessionStores?: readonly StoreRow[]
}

export interface Mismatch extends Cell {
  readonly step: StepId
  readonly sessionStore?: SessionStoreId
  readonly promise: PromiseId
}

interface RunFacts {
  readonly now?: Date
  readonly machine?: string
  readonly seconds?: number
}

export function toResults(
  subjects: readonly SubjectResults[],
  { now = new Date(), machine = thisMachine(), seconds }: RunFacts = {},
): Results {
  const rows = subjects.map(toRow)
  const stores = rows.filter((row): row is StoreRow => 'sessionStore' in row)
  const measured = {
    steps: rows.filter((row) => !('sessionStore' in row)),
    ...(stores.length > 0 && { sessionStores: stores }),
  }
  const ok = mismatchesIn(measured).length === 0 && rows.length > 0
  return { date: now.toISOString(), machine, ...(seconds !== undefined && { seconds }), ok, ...measured }
}

function toRow({ subject: { step, sessionStore }, cells }: SubjectResults): Row | StoreRow {
  const known = promiseIds.flatMap((id) => (cells.has(id) ? [[id, cells.get(id) as Cell]] : []))
  const store = sessionStore && { sessionStore: sessionStore.id }
  return { step: step.id, ...store, promises: Object.fromEntries(known) }
}

/** Cells that are not as expected, in either direction, or that nobody can tell. */
export function mismatchesIn({
  steps,
  sessionStores = [],
}: Pick<Results, 'steps' | 'sessionStores'>): readonly Mismatch[] {
  return [...steps, ...sessionStores].flatMap(({ promises, ...subject }) =>
    Object.entries(promises)
      .filter(([, { expected, actual }]) => expected !== actual)
      .map(([promise, cell]) => ({ ...subject, promise: promise as PromiseId, ...cell })),
  )
}

const thisMachine = () => `${process.platform} ${process.arch}, Node ${process.version}`
