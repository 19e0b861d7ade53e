import { isClass, keyName, memberName, type Node } from './ast.ts'
import { fieldDeclarations } from './declared-types.ts'
import type { Module } from './module.ts'
import { membersOn, thisMembersOf } from './this.ts'
import { maxDepth, type Value } from './value.ts'

interface PartTracerContext {
  moduleOf(node: Node): Module
  follow(node: Node, depth: number): Iterable<Value>
  ofExport(module: Module, name: string, depth: number): Iterable<Value>
  ofAnyExport(module: Module, depth: number): Iterable<Value>
  ofType(declared: Node, module: Module, depth: number): Iterable<Value>
  /** False once a question has cost too much. */
  mayGoOn(): boolean
}

/** Steps from a value into its parts: properties, fields, elements, exports. */
export function createPartTracer({
  moduleOf,
  follow,
  ofExport,
  ofAnyExport,
  ofType,
  mayGoOn,
}: PartTracerContext) {
  return { down }

  /** Steps from a value into one of its parts, name by name. */
  function* down(values: Iterable<Value>, path: readonly string[], depth: number): Iterable<Value> {
    const [name, ...rest] = path
    if (name === undefined) return yield* values
    if (depth > maxDepth) return
    // Objects spread into objects would otherwise be looked through again and again.
    for (const value of values) if (mayGoOn()) yield* down(part(value, name, depth + 1), rest, depth + 1)
  }

  function* part(value: Value, name: string, depth: number): Iterable<Value> {
    switch (value.kind) {
      case 'external':
        if (value.chain.length > 12) return
        return yield name === 'default' ? value : { ...value, chain: [...value.chain, name] }
      case 'param':
        return yield { ...value, chain: [...value.chain, name] }
      case 'module':
        return yield* name === '*' ? ofAnyExport(value.module, depth) : ofExport(value.module, name, depth)
      case 'instance':
        return yield* ofField(value.of, name, depth)
      case 'node':
        if (value.node.type === 'ObjectExpression') yield* ofProperty(value.node, name, depth)
        else if (isClass(value.node)) yield* ofField(value.node, name, depth)
        else if (value.node.type === 'ArrayExpression' && /^\d+$/.test(name)) {
          const element = value.node.elements[Number(name)]
          if (element) yield* follow(element, depth)
        }
    }
  }

  function* ofProperty(object: Node, name: string, depth: number): Iterable<Value> {
    for (const property of object.properties) {
      if (property.type === 'SpreadElement') yield* down(follow(property.argument, depth), [name], depth)
      else if (name === '*' || keyName(property) === name) yield* follow(property.value, depth)
    }
  }

  function* ofField(owner: Node, name: string, depth: number): Iterable<Value> {
    if (!isClass(owner)) return
    for (const member of owner.body.body) {
      if (keyName(member) === name && member.value) yield* follow(member.value, depth)
    }
    for (const { right } of fieldWrites(owner, name)) yield* follow(right, depth)
    for (const declared of fieldDeclarations(owner, name)) yield* ofType(declared, moduleOf(owner), depth)
    if (owner.superClass) {
      for (const parent of follow(owner.superClass, depth)) {
        if (parent.kind === 'node') yield* ofField(parent.node, name, depth)
        if (parent.kind === 'external') yield { ...parent, chain: [...parent.chain, 'new', name] }
      }
    }
  }

  /** `this.name = …` in its methods, `Owner.name = …` in its module. */
  function fieldWrites(owner: Node, name: string) {
    const { members } = moduleOf(owner)
    return [...thisMembersOf(owner, members), ...membersOn(owner.id?.name, members)].flatMap((member) => {
      const { parent } = member
      const isWrite = parent?.type === 'AssignmentExpression' && parent.left === member
      return isWrite && memberName(member) === name ? [parent] : []
    })
  }
}
