import { basename } from 'node:path/posix'
import {
  enclosingClass,
  enclosingFunction,
  enclosingObject,
  isMember,
  keyName,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import { exportPath } from '../model/exports.ts'
import { mutationsOf } from '../model/flow.ts'
import type { Module } from '../model/module.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { type Candidate, judge } from './judge.ts'
import { isContainer } from './nature.ts'

/** What a module hands out without a name of its own: `exports.items = []`, `module.exports = { items: [] }`. */
export function* cellsInExports(program: Program): Iterable<Cell> {
  for (const module of program.modules) {
    for (const [name, values] of module.exports) {
      for (const value of values) {
        if (value.kind !== 'node' || value.node.type === 'Identifier') continue
        const cells = candidatesOf(program, { module, name, node: unwrap(value.node) }).flatMap(
          (candidate) => judge(program, candidate) ?? [],
        )
        // Of the parts of an object and the whole, the parts say more.
        const parts = cells.filter(({ node }) => node.type === 'Property')
        yield* parts.length > 0 ? parts : cells
      }
    }
  }
}

interface Exported {
  readonly module: Module
  readonly name: string
  readonly node: Node
}

function candidatesOf(program: Program, { module, name, node }: Exported): Candidate[] {
  const isWhole = name === 'module.exports' || name === 'default'
  const parts = isWhole && node.type === 'ObjectExpression' ? node.properties : []
  const ofParts = parts.flatMap((property: Node): Candidate[] => {
    const key = keyName(property)
    if (key === undefined || !property.value || !isPart(program, property.value)) return []
    const uses = [...program.usesOfExport(module, key), ...ownUses(module, key)]
    return [candidate(program, { name: key, node: property, init: property.value, uses })]
  })
  if (!isContainer(program, node) || hasMembersOfOthers(node)) return ofParts
  const uses = [...program.usesOfExport(module, name), ...(isWhole ? [] : ownUses(module, name))]
  const whole = isWhole ? basename(module.file).replace(/\.\w+$/, '') : name
  return [...ofParts, candidate(program, { name: whole, node: node.parent ?? node, init: node, uses })]
}

/** `module.exports = { client, key }`: a way to other things, no container. */
const hasMembersOfOthers = (node: Node) =>
  node.type === 'ObjectExpression' &&
  node.properties.some(
    ({ value }: Node) =>
      !/^(Literal|ObjectExpression|ArrayExpression|TemplateLiteral)$/.test(value?.type ?? ''),
  )

const isPart = (program: Program, value: Node) =>
  isContainer(program, value) || (value.type === 'Literal' && typeof value.value === 'number')

function candidate(
  program: Program,
  { name, node, init, uses }: { name: string; node: Node; init: Node; uses: readonly Node[] },
): Candidate {
  const shape = isContainer(program, init) ? 'container' : 'value'
  return { name, node, init, shape, mutations: mutationsOf(program, uses), uses }
}

/** `exports.items` in the module itself. */
const ownUses = ({ members }: Module, name: string) =>
  members.filter(
    (member) =>
      !(member.parent?.type === 'AssignmentExpression' && member.parent.left === member) &&
      (exportPath(member)?.join('.') === name || (memberName(member) === name && isThisOfExports(member))),
  )

/** `exports.add = function (item) { this.items.push(item) }` */
function isThisOfExports({ object }: Node): boolean {
  if (object.type !== 'ThisExpression' || enclosingClass(object) || enclosingObject(object)) return false
  const assignment = enclosingFunction(object)?.parent
  return (
    assignment?.type === 'AssignmentExpression' &&
    isMember(assignment.left) &&
    exportPath(assignment.left)?.length === 1
  )
}
