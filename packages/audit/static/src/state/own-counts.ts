/** Values that every process may have for itself, and a copy that it must not have. */
import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isMember,
  type Node,
  unwrap,
} from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import { isLazy } from './lazy.ts'
import { natureOf } from './nature.ts'

const endings = /^(finish|close|end|aborted)$/

/** Up when a request comes, down when it ends: each instance counts its own work. */
export function isInFlight(program: Program, late: readonly Mutation[]): boolean {
  const counts = late.filter(({ kind }) => kind === 'increment' || kind === 'member')
  if (counts.length < late.length || counts.length < 2) return false
  const downs = counts.filter(({ node }) => /^(--|-=)$/.test(node.operator ?? ''))
  return downs.length > 0 && downs.every(({ node }) => isAtEnd(program, node))
}

/** Up and down in the functions of one factory: the places that this instance has for its own work. */
export const isSlotCount = (place: Node, late: readonly Mutation[]): boolean =>
  enclosingFunction(place) !== undefined &&
  late.every(({ kind }) => kind === 'increment') &&
  late.some(({ node }) => /^(--|-=)$/.test(node.operator ?? ''))

/** In a `finally`, or when the answer is sent. */
function isAtEnd(program: Program, node: Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at
    if (parent.type === 'TryStatement' && parent.finalizer === at) return true
    if (!isFunction(at) || !isCall(parent)) continue
    if (calledName(parent) === 'finally' || calledName(parent) === 'onFinished') return true
    if (isMember(parent.callee) && endings.test(String(parent.arguments[0]?.value ?? ''))) {
      const { object } = parent.callee
      return /^(_?res|response|reply(\.raw)?|ctx\.res)$/.test(
        program.moduleOf(object).source.slice(object.start, object.end),
      )
    }
  }
  return false
}

/** A number that a request is told apart by in the log of its instance. */
export const isRequestId = (name: string, late: readonly Mutation[]): boolean =>
  /^(next|last|current)?_?(req(uest)?|trace|correlation|log)_?(id|no|num|number|seq|counter)s?$/i.test(
    name,
  ) ||
  (late.length > 0 && late.every(({ node }) => isGivenToRequest(node)))

/** `req.id = ++n` */
function isGivenToRequest(node: Node): boolean {
  const { parent } = node
  return (
    parent?.type === 'AssignmentExpression' &&
    parent.right === node &&
    isMember(parent.left) &&
    /^(req|request|ctx)$/.test(parent.left.object.name ?? '')
  )
}

/** A copy that is read once and dropped when this instance changes what it was made of: the others keep theirs. */
export function droppedCopy(program: Program, name: string, late: readonly Mutation[]): readonly Mutation[] {
  const replaced = late.filter(({ kind, node }) => kind === 'replace' && program.phaseOf(node) === 'request')
  const fills = replaced.filter(
    ({ node, value }) =>
      natureOf(program, value) === 'data' && isLazy(node, name) && isAnswer(program, value),
  )

  const drops = replaced.filter(
    ({ node, value }) =>
      natureOf(program, value) === 'nothing' && !isInCatch(node) && !isFilledBy(node, fills),
  )
  return fills.length > 0 && drops.length > 0 ? [...fills, ...drops] : []
}

/** What was asked of somebody: a call, or a name that holds what a call answered. */
function isAnswer(program: Program, value: Node | undefined): boolean {
  const inner = value && unwrap(value)
  const made = inner?.type === 'Identifier' ? program.bindingOf(inner)?.init : inner
  return made?.type === 'AwaitExpression' || isCall(made)
}

export const isDroppedCopy = (program: Program, name: string, mutations: readonly Mutation[]) =>
  droppedCopy(program, name, mutations).length > 0

const isFilledBy = (drop: Node, fills: readonly Mutation[]) =>
  fills.some(({ node }) => enclosingFunction(node) === enclosingFunction(drop))

function isInCatch(node: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent)
    if (
      at.type === 'CatchClause' ||
      (isCall(at.parent) && isFunction(at) && calledName(at.parent) === 'catch')
    )
      return true
  return false
}
