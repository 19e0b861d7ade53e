import { findStep, type PromiseId, promiseIds, promises, sessionStores } from '@unsticky/steps'
import type { Cell, Results, Row, StoreRow } from './results.ts'

export interface Column {
  /** Short, for the head of a column: "3a", "efs". */
  readonly id: string
  readonly title: string
  /** The page that says more, from docs/. */
  readonly page: string
  readonly promises: Row['promises']
}

export interface Matrix {
  readonly columns: readonly Column[]
  /** The promises that were run. */
  readonly rows: readonly {
    readonly id: PromiseId
    readonly title: string
    readonly cells: readonly (Cell | undefined)[]
  }[]
}

/** The steps side by side. */
export const stepMatrix = ({ steps }: Results): Matrix => matrixOf(steps.map(stepColumn))

/** A step on several session stores side by side. */
export const storeMatrix = ({ sessionStores = [] }: Results): Matrix =>
  matrixOf(sessionStores.map(storeColumn))

function matrixOf(columns: readonly Column[]): Matrix {
  const ids = promiseIds.filter((id) => columns.some((column) => column.promises[id]))
  return {
    columns,
    rows: ids.map((id) => ({ id, title: promises[id], cells: columns.map((column) => column.promises[id]) })),
  }
}

function stepColumn({ step, promises }: Row): Column {
  const { id, name, title } = findStep(step)
  return { id, title, page: `steps/${id}-${name}.md`, promises }
}

function storeColumn({ sessionStore: id, step, promises }: StoreRow): Column {
  const title = sessionStores.find((store) => store.id === id)?.title ?? id
  return { id: step === '5' ? id : `${step} on ${id}`, title, page: 'session-stores.md', promises }
}

/** "kept", "broken", or with both words where they differ. */
export function wordOf(cell: Cell | undefined): string {
  if (!cell) return ''
  return cell.actual === cell.expected ? cell.actual : `${cell.actual}, not ${cell.expected}`
}

/** "3 of 20": how many each column was seen to keep. */
export const keptBy = ({ columns }: Matrix): readonly string[] =>
  columns.map((column) => {
    const cells = Object.values(column.promises) as Cell[]
    return `${cells.filter(({ actual }) => actual === 'kept').length} of ${cells.length}`
  })
