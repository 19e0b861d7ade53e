import { groupBy } from '../group.ts'
import { isCall, isMember, keyName, memberName, type Node } from '../model/ast.ts'
import { childrenOf } from '../model/bind.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from '../state/cell.ts'
import type { Rule } from './rule.ts'

const message =
  'The number is made from what this process holds: two instances give out the same one, and a restart begins again.'
const idName = /^_?(id|number|no|seq|index|key)$|(Id|ID|_id|Number|Seq)$/

export const sequence: Rule = {
  id: 'sequence',
  title: 'Numbers given out by one process',
  *find({ program, cells }) {
    const lists = groupBy(
      cells.filter(({ shape }) => shape === 'container'),
      ({ name }) => name,
    )
    if (lists.size === 0) return
    for (const module of program.modules) {
      for (const { node, value } of targets(module)) {
        if (program.phaseOf(node) !== 'boot' && isNextOf(program, value, lists))
          yield { node, category: 'sequence', severity: 'breaks', message, writes: [node] }
      }
    }
  },
  examples: [
    {
      name: 'the length of a list as the next id',
      files: {
        'app.js':
          "const app = require('express')()\nconst users = []\napp.post('/users', (req, res) => {\n  const user = {\n    name: req.body.name,\n    nested: true,\n    id: users.length + 1,\n  }\n  users.push(user)\n  res.json(user)\n})\n",
      },
      finds: [
        { file: 'app.js', line: 2, category: 'module-state' },
        { file: 'app.js', line: 7, category: 'sequence' },
      ],
    },
    {
      name: 'the place in the list',
      files: {
        'app.js':
          "const app = require('express')()\nconst posts = []\napp.post('/', (req, res) => {\n  const post = req.body\n  const id = posts.push(post) - 1\n  res.json({ id })\n})\n",
      },
      finds: [
        { file: 'app.js', line: 2, category: 'module-state' },
        { file: 'app.js', line: 5, category: 'sequence' },
      ],
    },
    {
      name: 'a counter',
      files: {
        'ids.ts': 'let nextId = 1\nexport function createOrder() {\n  return { id: nextId++ }\n}\n',
        'app.ts':
          "import { createOrder } from './ids.ts'\nimport express from 'express'\nexpress().post('/', (req, res) => res.json(createOrder()))\n",
      },
      finds: [{ file: 'ids.ts', line: 1, category: 'sequence' }],
    },
  ],
}

/** Everything that is called an id and gets a value. */
function* targets({
  program,
  assignments,
}: Program['modules'][number]): Iterable<{ node: Node; value: Node }> {
  for (const assignment of assignments) {
    const name = isMember(assignment.left) ? memberName(assignment.left) : assignment.left?.name
    if (assignment.type === 'AssignmentExpression' && idName.test(name ?? ''))
      yield { node: assignment, value: assignment.right }
  }
  yield* declared(program)
}

function* declared(node: Node): Iterable<{ node: Node; value: Node }> {
  if (node.type === 'VariableDeclarator' && node.init && idName.test(node.id.name ?? ''))
    yield { node: node.parent ?? node, value: node.init }
  if (
    node.type === 'Property' &&
    node.parent?.type === 'ObjectExpression' &&
    idName.test(keyName(node) ?? '')
  )
    yield { node, value: node.value }
  for (const child of childrenOf(node)) yield* declared(child)
}

/** `list.length + 1`, `list.push(x) - 1`, `Math.max(…list…) + 1`, `list[list.length - 1].id + 1`, `list.at(-1).id + 1`. */
function isNextOf(program: Program, value: Node, lists: ReadonlyMap<string, readonly Cell[]>): boolean {
  if (/^(FunctionExpression|ArrowFunctionExpression)$/.test(value.type)) return false
  const text = program.moduleOf(value).source.slice(value.start, Math.min(value.end, value.start + 400))
  if (!/\.(length|size|push)\b|\bmax\b|\bat\(-1\)|\blast\(/i.test(text)) return false
  if (/\bfind(Index)?\(|indexOf\(|===|slice\(/.test(text) && !/\bmax\b/i.test(text)) return false
  // With a time or a chance in it, it is no number of a row.
  if (/\bDate\b|random|uuid|nanoid/i.test(text)) return false
  return mentionsList(program, value, lists)
}

function mentionsList(program: Program, node: Node, lists: ReadonlyMap<string, readonly Cell[]>): boolean {
  if (node.type === 'Identifier' || isMember(node)) {
    const name = isMember(node) ? memberName(node) : node.name
    if (lists.get(name)?.some((list) => isSame(program, node, list))) return true
  }
  return (
    childrenOf(node).some((child) => mentionsList(program, child, lists)) ||
    (isCall(node) && mentionsList(program, node.callee, lists))
  )
}

function isSame(program: Program, node: Node, { init }: Cell): boolean {
  if (!init || isMember(node) || program.bindingOf(node)?.init === init) return true
  return program.trace(node).some((value) => 'node' in value && value.node === init)
}
