import { addTo } from '../group.ts'
import { isClass, type Node } from '../model/ast.ts'
import type { Program } from '../model/program.ts'
import type { Edge } from './call-graph.ts'

/**
 * Tells which classes have instances. A class that only a function makes which nobody runs, such as a fake for tests, has
 * none, so a call through an interface cannot mean its methods. A class that nobody is seen to make may be made by a
 * container of services.
 */
export function findMade(
  program: Program,
  edgesOf: (unit: Node) => readonly Edge[],
): (owner: Node) => boolean {
  const units = program.modules.flatMap(({ program: top, functions, classes }) => [
    top,
    ...functions,
    ...classes,
  ])
  const hasMaker = new Set(
    units.flatMap((unit) => edgesOf(unit).flatMap(({ to }) => (isClass(to) ? [to] : []))),
  )
  const made = new Set(units.filter((unit) => isClass(unit) && !hasMaker.has(unit)))
  const called = new Set(units.flatMap((unit) => edgesOf(unit).map(({ to }) => to)))
  const waiting = new Map<Node, Node[]>()
  const alive = new Set<Node>()
  for (const module of program.modules) run(module.program)
  for (const owner of made) run(owner)
  for (const unit of units) if (!isClass(unit) && isDoor(unit)) run(unit)
  return (owner) => made.has(owner)

  function run(first: Node) {
    const open = [first]
    for (let unit = open.pop(); unit; unit = open.pop()) {
      if (alive.has(unit)) continue
      const owner = ownerOfMethod(unit)
      if (owner && !made.has(owner)) {
        addTo(waiting, owner, unit)
        continue
      }
      alive.add(unit)
      if (isClass(unit)) {
        made.add(unit)
        open.push(...(waiting.get(unit) ?? []))
      }
      for (const { to } of edgesOf(unit)) open.push(to)
    }
  }

  /** What nobody in the program calls may be called from outside, unless it is a method. */
  function isDoor(unit: Node) {
    return !called.has(unit) && !ownerOfMethod(unit) && program.phaseOf(unit.body ?? unit) === 'request'
  }
}

/** The class of a method that only an instance has. */
export function ownerOfMethod(fn: Node): Node | undefined {
  const { parent } = fn
  const isMethod =
    parent && /^(MethodDefinition|PropertyDefinition)$/.test(parent.type) && parent.value === fn
  return isMethod && !parent.static && parent.kind !== 'constructor' ? parent.parent?.parent : undefined
}
