import { createHash } from 'node:crypto'
import { type Finding, type Place, severities } from './finding.ts'
import { addTo } from './group.ts'
import { enclosingClass, type Node } from './model/ast.ts'
import { guardOf } from './model/environment.ts'
import type { Module } from './model/module.ts'
import type { Program } from './model/program.ts'
import { callOf } from './model/uses.ts'
import { answerQuestions } from './questions/answer.ts'
import { reachOf, type Step } from './reach/reach.ts'
import { rules } from './rules/index.ts'
import type { Draft } from './rules/rule.ts'
import { serverModules } from './scan/server-code.ts'
import { findCells } from './state/find-cells.ts'

/** Runs every rule over a program. Of findings on one line that speak of the same code the first rule's is kept. */
export function findInProgram(program: Program, { all = false }: { all?: boolean } = {}): Finding[] {
  const server = all ? new Set(program.modules) : serverModules(program)
  const cells = findCells(program).filter(({ node }) => server.has(program.moduleOf(node)))
  const findings: Finding[] = []
  const taken = new Map<string, Node[]>()
  for (const rule of rules) {
    for (const draft of rule.find({ program, cells })) {
      const module = program.moduleOf(draft.node)
      const line = `${module.file}:${module.lineOf(draft.node.start)}`
      if (!server.has(module) || taken.get(line)?.some((other) => overlaps(other, draft.node))) continue
      addTo(taken, line, draft.node)
      findings.push(toFinding(program, { rule: rule.id, draft, module }))
    }
  }
  return withUniqueIds(findings.sort(byPlace))
}

const overlaps = (a: Node, b: Node) => a.start < b.end && b.start < a.end

function toFinding(
  program: Program,
  { rule, draft, module }: { rule: string; draft: Draft; module: Module },
): Finding {
  const { node, category, message } = draft
  const importGuard = draft.conditional ? undefined : guardOfImport(program, module)
  const conditional = draft.conditional ?? importGuard ?? guardOfClass(program, node) ?? null
  const reach = reachOf(program)
  const writes = draft.writes ?? []
  const byVisitor = writes.filter((write) => reach.isByVisitor(write))
  const path = shortest((byVisitor.length > 0 ? byVisitor : writes).map((write) => reach.pathTo(write)))
  const isReached = draft.writes ? byVisitor.length > 0 : reach.serves(module)
  const isSeen = isReached && draft.isNews !== false
  const severity = conditional || !isSeen ? 'check' : draft.severity
  const line = module.lineOf(node.start)
  const code = lineAround(module.source, node.start).trim().slice(0, 200)
  const evidence = placesOf(program, draft.evidence ?? [])
  const id = createHash('sha256').update(`${rule}\0${module.file}\0${code}`).digest('hex').slice(0, 12)
  const plain = {
    id,
    rule,
    file: module.file,
    line,
    endLine: module.lineOf(node.end),
    category,
    severity,
    conditional,
    message,
    evidence,
    ...(path && {
      path: path.map(({ node: at, what }) => ({
        ...placeOf(program, at),
        what,
      })),
    }),
    code,
  }
  return {
    ...plain,
    questions: answerQuestions(program, { finding: plain, draft }),
  }
}

/** The variable that decides whether an instance of the class around is made: `env.X ? new Shared() : new Local()`. */
function guardOfClass(program: Program, node: Node): string | undefined {
  const owner = enclosingClass(node)
  const binding = owner?.id ? program.moduleOf(owner).bindingOf.get(owner.id) : undefined
  const made = (binding ? program.usesOf(binding) : []).flatMap((use) => {
    const call = callOf(use)
    return call?.type === 'NewExpression' ? [call] : []
  })
  const guards = made.map((call) => guardOf(program, call))
  return guards.length > 0 && guards.every(Boolean) ? guards[0] : undefined
}

const lineAround = (source: string, at: number) => {
  const end = source.indexOf('\n', at)
  return source.slice(source.lastIndexOf('\n', at - 1) + 1, end === -1 ? source.length : end)
}

/** The variable that decides whether the module is loaded at all: `if (env.X) require('./a') else require('./b')`. */
function guardOfImport(program: Program, module: Module): string | undefined {
  const guards = program.importersOf(module).map((importer) => {
    const loads = [
      ...importer.calls
        .filter(({ callee }) => callee.name === 'require')
        .map((call) => ({ call, specifier: call.arguments[0]?.value })),
      ...importer.dynamicImports.map((call) => ({
        call,
        specifier: call.source.value,
      })),
    ]
    const own = loads.filter(
      ({ specifier }) => typeof specifier === 'string' && program.resolve(importer, specifier) === module,
    )
    return own.length > 0 ? own.map(({ call }) => guardOf(program, call)).find(Boolean) : undefined
  })
  return guards.length > 0 && guards.every(Boolean) ? guards[0] : undefined
}

const shortest = (paths: readonly (readonly Step[] | undefined)[]) =>
  paths
    .flatMap((path) => (path ? [path] : []))
    .reduce<readonly Step[] | undefined>(
      (best, path) => (best && best.length <= path.length ? best : path),
      undefined,
    )

const placeOf = (program: Program, node: Node) => ({
  file: program.moduleOf(node).file,
  line: program.lineOf(node),
})

function placesOf(program: Program, nodes: readonly Node[]): Place[] {
  const places = nodes.map((node) => placeOf(program, node))
  const unique = new Map(places.map((place) => [`${place.file}:${place.line}`, place]))
  return [...unique.values()].sort(byPlace).slice(0, 20)
}

/** The same line twice in a file: the second gets a number. */
function withUniqueIds(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>()
  return findings.map((finding) => {
    const count = (counts.get(finding.id) ?? 0) + 1
    counts.set(finding.id, count)
    return count === 1 ? finding : { ...finding, id: `${finding.id}-${count}` }
  })
}

const byPlace = (a: Place, b: Place) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)
export const bySeverity = (a: Finding, b: Finding) =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity)
