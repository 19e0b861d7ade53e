import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { cellsInExports } from './exports.ts'
import { cellsInFields } from './fields.ts'
import { cellsOnFunctions } from './functions.ts'
import { cellsInGlobals } from './globals.ts'
import { cellsOnObjects } from './hung.ts'
import { cellsInNames } from './names.ts'
import { cellsInObjects } from './objects.ts'

/** Everything that lives as long as the process and that requests change. */
export function findCells(program: Program): Cell[] {
  const cells = [
    ...cellsInNames(program),
    ...cellsInExports(program),
    ...cellsInGlobals(program),
    ...cellsInFields(program),
    ...cellsInObjects(program),
    ...cellsOnObjects(program),
    ...cellsOnFunctions(program),
  ]
  const seen = new Set<string>()
  // `const data = { items: [], … }`: one finding for the object, not one more for each of its parts.
  const wholes = new Set(cells.map(({ init }) => init))
  return cells.filter(({ node }) => {
    const key = `${program.moduleOf(node).file}:${node.start}`
    if (seen.has(key) || (node.type === 'Property' && wholes.has(node.parent))) return false
    seen.add(key)
    return true
  })
}
