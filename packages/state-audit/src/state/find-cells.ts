import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { cellsInFields } from './fields.ts'
import { cellsOnObjects } from './hung.ts'
import { cellsInNames } from './names.ts'
import { cellsInObjects } from './objects.ts'

/** Everything that lives as long as the process and that requests change. */
export function findCells(program: Program): Cell[] {
  const cells = [
    ...cellsInNames(program),
    ...cellsInFields(program),
    ...cellsInObjects(program),
    ...cellsOnObjects(program),
  ]
  const seen = new Set<string>()
  return cells.filter(({ node }) => {
    const key = `${program.moduleOf(node).file}:${node.start}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
