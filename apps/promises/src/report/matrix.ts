import { findStep, type PromiseId, promiseIds, promises } from '@unsticky/steps'
import type { Cell, Results } from './results.ts'

/** The rows and columns that were run. */
export function matrixOf({ steps }: Results) {
  const rows = promiseIds.filter((id) => steps.some((step) => step.promises[id]))
  return {
    columns: steps.map(({ step }) => findStep(step)),
    rows: rows.map((id) => ({ id, title: promises[id], cells: steps.map((step) => step.promises[id]) })),
  }
}

/** "kept", "broken", or with both words where they differ. */
export function wordOf(cell: Cell | undefined): string {
  if (!cell) return ''
  return cell.actual === cell.expected ? cell.actual : `${cell.actual}, not ${cell.expected}`
}

/** "3 of 18": how many each step was seen to keep. */
export const keptBy = ({ steps }: Results): readonly string[] =>
  steps.map((step) => {
    const cells = Object.values(step.promises) as Cell[]
    return `${cells.filter(({ actual }) => actual === 'kept').length} of ${cells.length}`
  })

/** The sentence of every cell, by promise. */
export const detailsOf = (results: Results, id: PromiseId) =>
  results.steps.flatMap(({ step, promises: cells }) => {
    const cell = cells[id]
    return cell ? [{ step, detail: cell.detail }] : []
  })
