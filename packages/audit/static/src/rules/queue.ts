import { isFunction, isMember, type Node, unwrap } from '../model/ast.ts'
import { environmentNameIn } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

const message = 'The waiting work is held by this process: it is lost when the process ends.'
const fallback =
  'Without the shared service this stand-in works inside the process: what it holds is lost with it, and other instances do not take part.'
const shared =
  /^(bull|bullmq|bee-queue|kue|agenda|@?redis|ioredis|amqplib|kafkajs|pg-boss|@aws-sdk\/|aws-sdk|@google-cloud\/|nats|mqtt|connect-redis|rate-limit-redis|@?upstash|memcached|mongodb)/
const inProcess =
  /^(async\.(queue|priorityQueue|cargo)\(\)|better-queue#new|p-queue(\.default)?#new|fastq(\.promise)?\(\)|queue(#new|\(\))|denque#new|promise-queue#new|memory-queue#new|express-queue\(\)|queue-promise#new|d3-queue\.queue\(\))$/

export const queue: Rule = {
  id: 'queue',
  title: 'Work queued in the process, and in-process stand-ins for a shared service',
  *find({ program }) {
    for (const { name, node } of packageCalls(program)) {
      if (inProcess.test(name) && program.phaseOf(node) !== 'request')
        yield { node, category: 'other', severity: 'degrades', message }
    }
    for (const module of program.modules)
      for (const assignment of module.assignments) yield* standIn(program, assignment)
  },
  examples: [
    {
      name: 'a stand-in for a queue where Redis is off',
      files: {
        'queue.js':
          "const Queue = require('bull')\nconst { send } = require('mailer')\nlet mails\nif (process.env.REDIS_URL) {\n  mails = new Queue('mails', process.env.REDIS_URL)\n} else {\n  mails = { add: (mail) => send(mail) }\n}\nmodule.exports = mails\n",
      },
      finds: [{ file: 'queue.js', line: 7, category: 'other', conditional: 'REDIS_URL' }],
    },
  ],
}

/** `if (env.REDIS) x = new Shared() else x = { … }`. */
function* standIn(program: Program, assignment: Node): Iterable<Draft> {
  if (assignment.type !== 'AssignmentExpression' || unwrap(assignment.right).type !== 'ObjectExpression')
    return
  const object = unwrap(assignment.right)
  if (!object.properties.some((property: Node) => isFunction(property.value))) return
  const branch = branchOf(assignment)
  const condition = branch && environmentNameIn(program, branch.test)
  if (!branch || !condition) return
  const target = nameOf(program, assignment.left)
  const others = program
    .moduleOf(assignment)
    .assignments.filter((other) => other !== assignment && nameOf(program, other.left) === target && target)
  const isShared = others.some(
    (other) =>
      other.type === 'AssignmentExpression' &&
      namesOf(program.trace(other.right)).some((name) => shared.test(name)),
  )
  if (isShared)
    yield {
      node: assignment,
      category: 'other',
      severity: 'check',
      message: fallback,
      conditional: condition,
    }
}

function branchOf(node: Node): Node | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === 'IfStatement' && at.parent.test !== at) return at.parent
  return undefined
}

function nameOf(program: Program, left: Node | undefined): string | undefined {
  if (!left || !(left.type === 'Identifier' || isMember(left))) return undefined
  return program.moduleOf(left).source.slice(left.start, left.end)
}
