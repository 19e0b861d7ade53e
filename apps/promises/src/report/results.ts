import { type PromiseId, promiseIds, type StepId } from '@unsticky/steps'

export interface Cell {
  readonly expected: 'kept' | 'broken'
  /** "error": the experiment could not tell. */
  readonly actual: 'kept' | 'broken' | 'error'
  /** One sentence with the figures. */
  readonly detail: string
}

export interface StepResults {
  readonly step: StepId
  readonly cells: ReadonlyMap<PromiseId, Cell>
}

/** What `results/promises/latest.json` holds. Promises that were not run are left out. */
export interface Results {
  readonly date: string
  readonly machine: string
  readonly ok: boolean
  readonly steps: readonly {
    readonly step: StepId
    readonly promises: Readonly<Partial<Record<PromiseId, Cell>>>
  }[]
}

export interface Mismatch extends Cell {
  readonly step: StepId
  readonly promise: PromiseId
}

export function toResults(
  steps: readonly StepResults[],
  { now = new Date(), machine = thisMachine() } = {},
): Results {
  const rows = steps.map(({ step, cells }) => ({
    step,
    promises: Object.fromEntries(
      promiseIds.flatMap((id) => (cells.has(id) ? [[id, cells.get(id) as Cell]] : [])),
    ),
  }))
  const ok = mismatchesIn({ steps: rows }).length === 0 && rows.length > 0
  return { date: now.toISOString(), machine, ok, steps: rows }
}

/** Cells that are not as expected, in either direction, or that nobody can tell. */
export function mismatchesIn({ steps }: Pick<Results, 'steps'>): readonly Mismatch[] {
  return steps.flatMap(({ step, promises }) =>
    Object.entries(promises)
      .filter(([, { expected, actual }]) => expected !== actual)
      .map(([promise, cell]) => ({ step, promise: promise as PromiseId, ...cell })),
  )
}

const thisMachine = () => `${process.platform} ${process.arch}, Node ${process.version}`
