import { calledName, isCall, isFunction, isMember, memberName, type Node } from '../model/ast.ts'
import { childrenOf } from '../model/bind.ts'
import { guardOf } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

const message =
  'The job runs in every instance: n instances do the work n times, and none does it while the only one is down.'
const jobs =
  /^(node-cron\.(schedule|createTask)\(\)|cron\.(CronJob#new|CronJob\.from\(\)|job\(\))|node-schedule\.scheduleJob\(\)|croner(\.(Cron|default))?(#new|\(\))|toad-scheduler\.\w*(Job|Scheduler)#new|later\.setInterval\(\)|bree#new|node-cron-tz\.\w+\(\)|cron-async\.\w+\(\)|@hexagon\/croner(#new|\(\)))$/
const decorators = /^(Cron|Interval|Timeout)$/

export const scheduler: Rule = {
  id: 'scheduler',
  title: 'Jobs that run in every instance',
  *find({ program }) {
    for (const { name, node } of packageCalls(program)) {
      if (jobs.test(name) && !/Scheduler#new$/.test(name))
        yield {
          node,
          category: 'scheduler',
          severity: 'degrades',
          message,
          conditional: guardOf(program, node),
        }
    }
    for (const module of program.modules) {
      for (const call of module.calls) yield* timers(program, call)
      for (const owner of module.classes) yield* decorated(program, owner)
    }
  },
  examples: [
    {
      name: 'node-cron',
      files: {
        'jobs.js':
          "const cron = require('node-cron')\nconst { clean } = require('./db')\ncron.schedule('0 * * * *', () => clean())\n",
        'db.js': "exports.clean = () => require('pg').query('DELETE')\n",
      },
      finds: [{ file: 'jobs.js', line: 3, category: 'scheduler' }],
    },
    {
      name: 'setInterval that works on a database',
      files: {
        'jobs.ts':
          "import { db } from 'some-orm'\nsetInterval(async () => {\n  await db.reminders.send()\n}, 60_000)\n",
      },
      finds: [{ file: 'jobs.ts', line: 2, category: 'scheduler' }],
    },
    {
      name: 'setInterval that looks after its own sockets',
      files: {
        'ws.js':
          "const { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 1 })\nsetInterval(() => {\n  wss.clients.forEach((ws) => {\n    if (!ws.isAlive) return ws.terminate()\n    ws.isAlive = false\n    ws.ping()\n  })\n}, 30000)\n",
      },
      finds: [],
    },
    {
      name: 'a decorator of Nest',
      files: {
        'jobs.service.ts':
          "import { Injectable } from '@nestjs/common'\nimport { Cron } from '@nestjs/schedule'\n@Injectable()\nexport class Jobs {\n  @Cron('0 0 * * *')\n  async clean() {\n    await fetch('http://x')\n  }\n}\n",
      },
      finds: [{ file: 'jobs.service.ts', line: 5, category: 'scheduler' }],
    },
  ],
}

/** `setInterval` that does more than look after what this process owns. */
function* timers(program: Program, call: Node): Iterable<Draft> {
  if (calledName(call) !== 'setInterval' || call.arguments.length < 1) return
  const { callee } = call
  if (isMember(callee) && !/^(global|globalThis|timers)$/.test(callee.object.name ?? '')) return
  if (callee.type === 'Identifier' && program.bindingOf(callee)) return
  if (program.phaseOf(call) === 'request') return
  const callbacks = isFunction(call.arguments[0])
    ? [call.arguments[0]]
    : program
        .trace(call.arguments[0])
        .flatMap((value) => (value.kind === 'node' && isFunction(value.node) ? [value.node] : []))
  if (feedsMetrics(program, call)) return
  const reaches =
    callbacks.length === 0
      ? !isMember(call.arguments[0]) && call.arguments[0].type !== 'Identifier'
      : callbacks.some((fn) => reachesOut(program, fn, 3))
  if (reaches && !callbacks.some((fn) => takesTurn(program, fn, 3)))
    yield {
      node: call,
      category: 'scheduler',
      severity: 'degrades',
      message,
      conditional: guardOf(program, call),
    }
}

const own =
  /^(console|logger|log|clearInterval|clearTimeout|Date|Math|JSON|process|Object|Array|Number|String|performance|global)/
const ownMethods =
  /^(ping|pong|terminate|close|send|emit|to|in|of|forEach|map|filter|delete|get|set|has|clear|keys|values|entries|push|pop|shift|splice|slice|log|info|warn|error|debug|trace|write|now|toString|toFixed|unref|ref|destroy|end|memoryUsage|isPaused|broadcast|join|includes|find|some|every|reduce|observe|inc|dec|gauge|abort|cleanup|prune|sweep|purgeStale|getTime|toISOString|floor|round|random|size|cpus|loadavg|freemem|totalmem|gc|setHeader|flush|next|startsWith|add)$/

/** Calls something that is not its own: a database, a service, a function that does. */
function reachesOut(program: Program, fn: Node, depth: number): boolean {
  return callsIn(fn).some((call) => {
    const values = program.trace(call.callee)
    const local = values.flatMap((value) =>
      value.kind === 'node' && isFunction(value.node) ? [value.node] : [],
    )
    if (local.length > 0)
      return depth > 0 && local.some((target) => target !== fn && reachesOut(program, target, depth - 1))
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
    return isMember(call.callee) || names.some((name) => !name.startsWith('global:'))
  })
}

/** Gauges of this process for a monitor that asks every instance. */
function feedsMetrics(program: Program, call: Node): boolean {
  const { specifiers, source } = program.moduleOf(call)
  return (
    (specifiers.has('prom-client') || specifiers.has('@opentelemetry/api')) &&
    /\b(set|observe|inc|record)\(/.test(source.slice(call.start, call.end))
  )
}

/** Takes a lease or a lock first, so one instance does the work. */
function takesTurn(program: Program, fn: Node, depth: number): boolean {
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

function callsIn(node: Node): Node[] {
  return childrenOf(node).flatMap((child) => [...(isCall(child) ? [child] : []), ...callsIn(child)])
}

function* decorated(program: Program, owner: Node): Iterable<Draft> {
  for (const member of owner.body.body) {
    const decorator = (member.decorators ?? []).find(({ expression }: Node) =>
      decorators.test(expression.callee?.name ?? ''),
    )
    if (!decorator) continue
    const names = namesOf(program.trace(decorator.expression.callee))
    if (names.some((name) => name.startsWith('@nestjs/schedule')))
      yield { node: decorator, category: 'scheduler', severity: 'degrades', message }
  }
}
