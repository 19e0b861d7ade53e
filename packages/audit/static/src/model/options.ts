import { isFunction, isMember, keyName, memberName, type Node, unwrap } from './ast.ts'
import { environmentNameIn, guardOf } from './environment.ts'
import { namesOf } from './names.ts'
import type { Program } from './program.ts'
import { returnedBy } from './returned.ts'
import type { Value } from './value.ts'

/** What is known of one option of a call. */
export interface OptionState {
  /** `unknown`: the options come from somewhere we cannot see. */
  readonly given: 'yes' | 'no' | 'maybe' | 'unknown'
  readonly values: readonly Node[]
  /** For `maybe`: the environment variable that decides. */
  readonly conditional: string | undefined
}

/** Looks for an option in what is passed: a literal, a variable, a spread, something assigned later. */
export function optionOf(program: Program, options: Node | undefined, name: string): OptionState {
  if (!options) return { given: 'no', values: [], conditional: undefined }
  const values: Node[] = []
  let certain = false
  let isOpen = false
  let conditional: string | undefined
  // Options may be spread into each other in a ring.
  const seen = new Set<Node>()
  visit(options, false)
  for (const value of laterAssignments(program, options, name)) {
    values.push(value)
    const guard = guardOf(program, value)
    if (guard) conditional ??= guard
    else certain = true
  }
  if (certain) return { given: 'yes', values, conditional: undefined }
  if (values.length > 0) return { given: 'maybe', values, conditional }
  return { given: isOpen ? 'unknown' : 'no', values, conditional: undefined }

  function visit(node: Node, maybe: boolean) {
    if (seen.has(node)) return
    seen.add(node)
    const found = program.trace(node)
    const isPartly = waysOf(program, node) > Math.max(found.length, 1)
    if (found.length === 0 || isPartly) isOpen = true
    // One of several settings, and not all of them name it.
    const depends = maybe || isPartly || (found.length > 1 && !found.every((value) => mayName(value, name)))
    for (const value of found) {
      if (value.kind === 'node' && value.node.type === 'ObjectExpression') visitObject(value.node, depends)
      else if (value.kind === 'node' && isFunction(value.node))
        for (const returned of returnedBy(value.node)) visit(returned, maybe)
      else if (value.kind !== 'node') isOpen = true
    }
  }

  function visitObject(object: Node, maybe: boolean) {
    for (const property of object.properties) {
      if (property.type === 'SpreadElement') {
        const argument = unwrap(property.argument)
        visitSpread(argument, maybe)
      } else if (keyName(property) === name) {
        values.push(property.value)
        const depends = mayBeMissing(program, property.value)
        if (depends.missing || maybe) conditional ??= depends.conditional
        else certain = true
      }
    }
  }

  function visitSpread(argument: Node, maybe: boolean) {
    if (argument.type === 'LogicalExpression') {
      conditional ??=
        environmentNameIn(program, argument.left) ?? mayBeMissing(program, argument.left).conditional
      visit(argument.right, true)
    } else if (argument.type === 'ConditionalExpression') {
      conditional ??= environmentNameIn(program, argument.test)
      visit(argument.consequent, true)
      visit(argument.alternate, true)
    } else visit(argument, maybe)
  }
}

/** How many values a `let` gets; what is not seen of them is not known. */
function waysOf(program: Program, node: Node): number {
  const binding = node.type === 'Identifier' ? program.bindingOf(node) : undefined
  if (!binding || !/^(let|var)$/.test(binding.kind)) return 0
  return binding.refs.filter(
    ({ parent, ...ref }) => parent?.type === 'AssignmentExpression' && parent.left.start === ref.start,
  ).length
}

const mayName = (value: Value, name: string) =>
  value.kind === 'node' &&
  (value.node.type !== 'ObjectExpression' ||
    value.node.properties.some(
      (property: Node) => property.type === 'SpreadElement' || keyName(property) === name,
    ))

/** A value that is undefined on some way: `x ? y : undefined`, a `let` that only one branch sets. */
function mayBeMissing(program: Program, node: Node): { missing: boolean; conditional: string | undefined } {
  const inner = unwrap(node)
  if (inner.type === 'ConditionalExpression' && [inner.consequent, inner.alternate].some(isNothing)) {
    return { missing: true, conditional: environmentNameIn(program, inner.test) }
  }
  if (inner.type === 'LogicalExpression' && inner.operator === '&&') {
    return { missing: true, conditional: environmentNameIn(program, inner.left) }
  }
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  if (!binding || !/^(let|var)$/.test(binding.kind) || (binding.init && !isNothing(binding.init)))
    return { missing: isNothing(inner), conditional: undefined }
  const writes = binding.refs.filter(
    ({ parent, ...ref }) => parent?.type === 'AssignmentExpression' && parent.left.start === ref.start,
  )
  const guards = writes.map((write) => guardOf(program, write))
  const missing = writes.length === 0 || (guards.every(Boolean) && !fillsBothBranches(writes))
  return { missing, conditional: guards.find(Boolean) }
}

/** `if (a) x = 1 else x = 2` leaves nothing open. */
function fillsBothBranches(writes: readonly Node[]): boolean {
  const branches = writes.map((write) => {
    for (let at = write; at.parent; at = at.parent) {
      if (at.parent.type === 'IfStatement') return { owner: at.parent, isElse: at.parent.alternate === at }
    }
    return undefined
  })
  return branches.some(
    (one) => one && branches.some((other) => other?.owner === one.owner && other.isElse !== one.isElse),
  )
}

const isNothing = (node: Node): boolean =>
  (node.type === 'Identifier' && node.name === 'undefined') ||
  (node.type === 'Literal' && !node.value) ||
  (node.type === 'UnaryExpression' && node.operator === 'void')

/** `options.store = …` after the literal, for options that have a name. */
function laterAssignments(program: Program, options: Node, name: string): Node[] {
  const inner = unwrap(options)
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  return (binding?.refs ?? []).flatMap(({ parent }) =>
    isMember(parent) &&
    memberName(parent) === name &&
    parent.parent?.type === 'AssignmentExpression' &&
    parent.parent.left === parent
      ? [parent.parent.right as Node]
      : [],
  )
}

/** The texts that an expression may be, wherever they are written; `*` stands for what is put into a template. */
export function textsOf(program: Program, node: Node): string[] {
  return program.trace(node).flatMap((value) => {
    if (value.kind !== 'node') return []
    if (value.node.type === 'Literal') return [String(value.node.value)]
    if (value.node.type !== 'TemplateLiteral') return []
    return [value.node.quasis.map((part: Node) => part.value.cooked).join('*')]
  })
}

export const textOf = (program: Program, node: Node | undefined): string | undefined =>
  node && textsOf(program, node)[0]

export const isMadeBy = (program: Program, node: Node, pattern: RegExp) =>
  namesOf(program.trace(node)).some((name) => pattern.test(name))
