import { isCall, isMember, type Node, unwrap } from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from '../state/cell.ts'
import { readsBefore } from '../state/constant-work.ts'
import { isLazy } from '../state/lazy.ts'
import { natureOf } from '../state/nature.ts'
import { reachOf } from './reach.ts'
import { readersOf } from './readers.ts'
import { unitOf } from './units.ts'

/**
 * True where a visitor's request leaves something behind that a later request is answered by. A handle that is made once, a
 * memo, a count for a log and what every instance asks for by itself are none of that.
 */
export function isNews(program: Program, cell: Cell): boolean {
  const { mutations, uses, reads = uses, isUnclear = false } = cell
  if (isUnclear) return false
  const reach = reachOf(program)
  const written = mutations.filter((mutation) => reach.isByVisitor(mutation.node))
  if (!written.some((mutation) => leavesSomething(program, cell, mutation))) return false
  const { all, telling } = readersOf(reads ?? [])
  if (isOfOneRun(program, cell, all)) return false
  // Nobody is seen to read it at all: whoever does so does it in a way that is not seen.
  return all.length === 0 || telling.some((read) => reach.isByVisitor(read))
}

/** Set anew by everybody who reads it afterwards: what one request left is gone before the next one looks. */
function isOfOneRun(program: Program, { mutations, shape }: Cell, reads: readonly Node[]): boolean {
  const writes = mutations.map(({ node }) => node)
  if (shape === 'container' || reads.length === 0 || mutations.some(({ kind }) => kind !== 'replace'))
    return false
  const units = new Set(writes.map(unitOf))
  if (reads.some((read) => units.has(unitOf(read)) && writes.every((write) => read.start < write.start)))
    return false
  const { doorsTo } = reachOf(program)
  const setters = doorsTo(writes)
  const readers = doorsTo(reads)
  return readers.size > 0 && [...readers].every((door) => setters.has(door))
}

function leavesSomething(program: Program, cell: Cell, mutation: Mutation): boolean {
  const { mutations, shape, category, name } = cell
  const { node, kind, value } = mutation
  const reach = reachOf(program)
  if (
    kind === 'member' &&
    value &&
    isCall(unwrap(value)) &&
    natureOf(program, value) === 'handle' &&
    !isKeyed(node)
  )
    return false
  if (isReadThrough(program, mutation, name)) return false
  if (shape === 'value' && kind === 'replace' && isLazy(node, name)) return false
  if (partsOf(mutation).some((part) => reach.isTold(part))) return true
  // A count goes on, and the next visitor sees it; the number in a made-up name is not seen.
  if (kind === 'increment' || node.type === 'UpdateExpression')
    return category === 'sequence' || !/^(TemplateLiteral|BinaryExpression)$/.test(node.parent?.type ?? '')
  // `list.pop()`: what was there from the start is gone on this instance only.
  if (kind === 'remove') return mutations.every((other) => other.kind === 'remove')
  // A switch that a visitor turns: the judge keeps those that a writing route sets.
  return (
    shape === 'value' &&
    kind === 'replace' &&
    value?.type === 'Literal' &&
    (reach.pathTo(node)?.length ?? 9) <= 3
  )
}

/** What is put in, and the keys it is put under. `list.push('x')` is no news, whoever the list was handed out to. */
function partsOf({ node, kind }: Mutation): Node[] {
  if (kind !== 'add' || !isCall(node)) return [node]
  const callee = unwrap(node.callee)
  const isPlain = isMember(callee) && unwrap(callee.object).type === 'Identifier'
  return [...(node.arguments as Node[]), ...(isPlain ? [] : [callee])]
}

const isKeyed = (node: Node) => isMember(node.left) && node.left.computed

/** `const hit = map.get(key); if (hit) return hit; …; map.set(key, await load(key))`: a miss loads it again. */
function isReadThrough(program: Program, { node, kind, value }: Mutation, name: string): boolean {
  if (!value || !/^(add|member|replace)$/.test(kind) || !isWaitedFor(program, value)) return false
  return isLazy(node, name) || readsBefore(node, name, program)
}

function isWaitedFor(program: Program, value: Node): boolean {
  if (value.type === 'AwaitExpression') return true
  const binding = value.type === 'Identifier' ? program.bindingOf(value) : undefined
  return binding?.kind !== 'param' && binding?.init?.type === 'AwaitExpression'
}
