import { calledName, isFunction, isInside, isMember, memberName, type Node } from '../model/ast.ts'
import { callsIn } from '../model/calls-in.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'

const own =
  /^(console|logger|log|clearInterval|clearTimeout|Date|Math|JSON|process|Object|Array|Number|String|performance|global)/
const ownMethods =
  /^(ping|pong|terminate|close|send|emit|to|in|of|forEach|map|filter|delete|get|set|has|clear|keys|values|entries|push|pop|shift|splice|slice|log|info|warn|error|debug|trace|write|now|toString|toFixed|unref|ref|destroy|end|memoryUsage|isPaused|broadcast|join|includes|find|some|every|reduce|observe|inc|dec|gauge|abort|cleanup|prune|sweep|purgeStale|getTime|toISOString|floor|round|random|size|cpus|loadavg|freemem|totalmem|gc|setHeader|flush|next|startsWith|add)$/

/** Calls something that is not its own: a database, a service, a function that does. */
export function reachesOut(program: Program, fn: Node, depth: number): boolean {
  return callsIn(fn).some((call) => callReachesOut(program, call, depth))
}

export function callReachesOut(program: Program, call: Node, depth: number): boolean {
  const values = program.trace(call.callee)
  const local = values.flatMap((value) =>
    value.kind === 'node' && isFunction(value.node) ? [value.node] : [],
  )
  if (local.length > 0)
    return (
      depth > 0 && local.some((target) => !isInside(call, target) && reachesOut(program, target, depth - 1))
    )
  const names = namesOf(values)
  if (names.some((name) => /^global:/.test(name) && own.test(name.slice(7)))) return false
  if (names.some((name) => /^global:fetch$/.test(name))) return true
  const method = isMember(call.callee) ? (memberName(call.callee) ?? '') : (calledName(call) ?? '')
  const object = isMember(call.callee) ? call.callee.object : undefined
  if (object?.type === 'ThisExpression')
    return (
      depth > 0 &&
      methodsNamed(program, call, method).some((target) => reachesOut(program, target, depth - 1))
    )
  if (isAwaited(call)) return true
  if (ownMethods.test(method)) return false
  const packages = names.filter((name) => !name.startsWith('global:'))
  return packages.length > 0 ? packages.some((name) => services.test(name)) : serviceVerbs.test(method)
}

/** Packages that speak to something outside this process. */
const services =
  /^(mongoose|mongodb|pg|mysql2?|knex|sequelize|typeorm|@prisma\/|prisma|redis|ioredis|axios|got|node-fetch|undici|request|superagent|nodemailer|@sendgrid|mailgun|twilio|stripe|child_process|http|https|net|dgram|aws-sdk|@aws-sdk|@google-cloud|firebase|amqplib|kafkajs|discord|telegraf|web-push|sqlite|better-sqlite3|drizzle|objection|some-orm|elasticsearch|@elastic)/
/** What is asked of a service whose maker is not known. */
const serviceVerbs =
  /^(find\w*|insert\w*|save\w*|create(Many|One)?|delete(Many|One|All|Old|Expired)\w*|update(Many|One|All)\w*|query|exec\w*|run|all|publish|send(Mail|Email|Message|Notification|Reminder)s?|post|request|fetch\w*|sync\w*|aggregate|dispatch|process\w*|backup\w*|expire\w*)$/

/** Gauges of this process for a monitor that asks every instance. */
export function feedsMetrics(program: Program, call: Node): boolean {
  const { specifiers, source } = program.moduleOf(call)
  return (
    (specifiers.has('prom-client') || specifiers.has('@opentelemetry/api')) &&
    /\b(set|observe|inc|record)\(/.test(source.slice(call.start, call.end))
  )
}

/** Takes a lease or a lock first, so one instance does the work. */
export function takesTurn(program: Program, fn: Node, depth: number): boolean {
  const { source } = program.moduleOf(fn)
  if (
    /\b(\w*[lL]eases?|\w*[lL]ock|redlock|mutex|isLeader|leaderElection)\b/.test(
      source.slice(fn.start, fn.end),
    )
  )
    return true
  return (
    depth > 0 &&
    callsIn(fn).some((call) =>
      program
        .trace(call.callee)
        .some(
          (value) =>
            value.kind === 'node' &&
            isFunction(value.node) &&
            value.node !== fn &&
            takesTurn(program, value.node, depth - 1),
        ),
    )
  )
}

const isAwaited = ({ parent }: Node) =>
  parent?.type === 'AwaitExpression' || (isMember(parent) && /^(then|catch)$/.test(memberName(parent) ?? ''))

function methodsNamed(program: Program, call: Node, name: string): Node[] {
  return program
    .trace(call.callee.object)
    .flatMap((value) =>
      value.kind === 'instance'
        ? value.of.body.body
            .filter((member: Node) => member.key?.name === name && isFunction(member.value))
            .map(({ value: fn }: Node) => fn)
        : [],
    )
}

/** Hands on what this process has gathered, and begins anew: `send(pending); pending = 0`. Every instance has its own to send. */
export function flushesOwn(program: Program, fn: Node): boolean {
  const { assignments } = program.moduleOf(fn)
  return assignments.some((assignment) => {
    if (
      !/^-?=$/.test(assignment.operator) ||
      !isInside(assignment, fn) ||
      assignment.left.type !== 'Identifier'
    )
      return false
    const binding = program.bindingOf(assignment.left)
    if (!binding || binding.scopeFunction) return false
    if (assignment.operator === '=' && !isEmpty(assignment.right)) return false
    return binding.refs.some((ref) => ref !== assignment.left && isInside(ref, fn))
  })
}

const isEmpty = (node: Node) =>
  (node.type === 'Literal' && node.value === 0) ||
  (node.type === 'ArrayExpression' && node.elements.length === 0) ||
  (node.type === 'ObjectExpression' && node.properties.length === 0) ||
  (node.type === 'NewExpression' && /^(Map|Set)$/.test(node.callee.name ?? ''))
