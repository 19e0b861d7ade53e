import { addTo } from '../group.ts'
import { isFunction, keyName, memberName, type Node } from '../model/ast.ts'
import type { Module } from '../model/module.ts'
import type { Program } from '../model/program.ts'
import { isListening } from '../scan/server-code.ts'
import { type CallGraph, createCallGraph, type Edge } from './call-graph.ts'
import { ownerOfMethod } from './made.ts'
import { findRoots, type Root } from './roots.ts'
import { createTold } from './told.ts'
import { unitOf } from './units.ts'

/** One step on the way from a request to a write. */
export interface Step {
  readonly node: Node
  readonly what: string
}

export interface Reach {
  /** The way from somebody's request, message, job or timer to this code; undefined where none is seen. */
  pathTo(node: Node): readonly Step[] | undefined
  /** True where the module is part of a program that serves: it starts one, has its handlers, or is imported by those. */
  serves(module: Module): boolean
  /** True where a visitor runs this code, not only a timer or an event of the process itself. */
  isByVisitor(node: Node): boolean
  /** The handlers of visitors from which one of these places can be reached. */
  doorsTo(places: readonly Node[]): ReadonlySet<Node>
  /** True where something that a visitor sent, or that was made for that visitor alone, is part of the expression. */
  isTold(node: Node): boolean
  /** False for a class whose instances only code makes that never runs, such as a fake for tests. */
  isMade(owner: Node): boolean
}

interface Arrival {
  readonly at: Node
  readonly from: Node | undefined
  readonly root: Root
}

const known = new WeakMap<Program, Reach>()
const maxSteps = 12

/** What a request can reach, of the whole program; made once. */
export function reachOf(program: Program): Reach {
  const stored = known.get(program)
  if (stored) return stored
  const made = createReach(program)
  known.set(program, made)
  return made
}

function createReach(program: Program): Reach {
  const graph = createCallGraph(program)
  const roots = findRoots(program, graph)
  const arrivals = new Map<Node, Arrival>()
  let callers: ReadonlyMap<Node, Node[]> | undefined
  let told: ReturnType<typeof createTold> | undefined
  /** Ways on that lead into another app than the first visitor's. */
  const strangers = new Map<Node, readonly Edge[]>()
  const open: Node[] = []
  for (const root of roots) arrive(root.fn, { at: root.at, from: undefined, root })
  for (let next = 0; next < open.length; next++) {
    const unit = open[next] as Node
    const { root } = arrivals.get(unit) as Arrival
    goOn(unit, { root, edges: graph.edgesOf(unit) })
  }
  const serving = servingModules(program, {
    doors: [
      ...roots.flatMap(({ isVisitor, at }) => (isVisitor ? [program.moduleOf(at)] : [])),
      ...program.modules.filter(isListening),
    ],
    reached: [...arrivals.keys()].map((unit) => program.moduleOf(unit)),
  })
  // Where nobody is seen to serve, it is a part of an app, and what it keeps is judged by itself.
  return {
    pathTo,
    serves: (module) => serving.size === 0 || serving.has(module),
    isMade: graph.isMade,
    isByVisitor: (node) => arrivals.get(unitOf(node))?.root.isVisitor === true,
    doorsTo,
    isTold: (node) => {
      told ??= createTold(program, {
        doors: roots.flatMap(({ fn, isVisitor }) => (isVisitor ? [fn] : [])),
        targetsAt: graph.targetsAt,
      })
      return told.isTold(node)
    },
  }

  function doorsTo(places: readonly Node[]): ReadonlySet<Node> {
    callers ??= callersOf(graph, [...arrivals.keys()])
    const doors = new Set(roots.flatMap(({ fn, isVisitor }) => (isVisitor ? [fn] : [])))
    const found = new Set(places.map(unitOf))
    for (const unit of found) for (const caller of callers.get(unit) ?? []) found.add(caller)
    return new Set([...found].filter((unit) => doors.has(unit)))
  }

  /** A helper that two apps share does not let the visitors of one into the code of the other. */
  function goOn(unit: Node, { root, edges }: { root: Root; edges: readonly Edge[] }) {
    const strange = edges.filter(({ to }) => !program.isSameApp(root.at, to))
    strangers.set(unit, strange)
    for (const edge of edges) if (!strange.includes(edge)) arrive(edge.to, { at: edge.at, from: unit, root })
  }

  function arrive(unit: Node, arrival: Arrival) {
    const owner = ownerOfMethod(unit)
    if (owner && !graph.isMade(owner)) return
    if (arrivals.has(unit)) {
      const left = strangers.get(unit) ?? []
      if (left.length > 0) goOn(unit, { root: arrival.root, edges: left })
      return
    }
    arrivals.set(unit, arrival)
    open.push(unit)
  }

  function pathTo(node: Node): readonly Step[] | undefined {
    const last = unitOf(node)
    const steps: Step[] = []
    let arrival = arrivals.get(last)
    if (!arrival) return undefined
    for (
      let unit: Node = last;
      arrival && steps.length < maxSteps;
      unit = arrival.from, arrival = arrivals.get(unit)
    ) {
      if (!arrival.from) return [{ node: arrival.at, what: arrival.root.label }, ...steps, { node, what: '' }]
      steps.unshift({ node: arrival.at, what: nameOf(unit) })
    }
    return [
      {
        node: (arrival as Arrival).root.at,
        what: (arrival as Arrival).root.label,
      },
      ...steps,
      { node, what: '' },
    ]
  }
}

/** The call graph the other way round. */
function callersOf(graph: CallGraph, units: readonly Node[]): ReadonlyMap<Node, Node[]> {
  const found = new Map<Node, Node[]>()
  for (const unit of units) for (const { to } of graph.edgesOf(unit)) addTo(found, to, unit)
  return found
}

interface Served {
  /** Modules in which handlers are registered. */
  readonly doors: readonly Module[]
  readonly reached: readonly Module[]
}

/** What imports the doors starts the app, and what all these import belongs to it. */
function servingModules(program: Program, { doors, reached }: Served): Set<Module> {
  const starting = new Set(doors)
  for (const module of starting) for (const importer of program.importersOf(module)) starting.add(importer)
  const serving = new Set([...starting, ...reached])
  for (const module of serving) for (const target of program.importedBy(module)) serving.add(target)
  return serving
}

/** What a function is called where it is written. */
function nameOf(unit: Node): string {
  const { parent } = unit
  if (unit.id?.name) return unit.id.name
  if (!isFunction(unit)) return ''
  if (parent?.type === 'VariableDeclarator') return parent.id.name ?? ''
  if (parent && /^(MethodDefinition|PropertyDefinition|Property)$/.test(parent.type))
    return keyName(parent) ?? ''
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression')
    return memberName(parent.left) ?? ''
  return ''
}
