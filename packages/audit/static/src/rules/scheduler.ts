import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isMember,
  memberName,
  type Node,
} from '../model/ast.ts'
import { guardOf } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import { nameOf } from '../model/phase-names.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import { endlessJob } from './endless-job.ts'
import type { Draft, Rule } from './rule.ts'
import { feedsMetrics, flushesOwn, reachesOut, takesTurn } from './timer-work.ts'

const message =
  'The job runs in every instance: n instances do the work n times, and none does it while the only one is down.'
const jobs =
  /^(node-cron\.(schedule|createTask)\(\)|cron\.(CronJob#new|CronJob\.from\(\)|job\(\))|node-schedule\.scheduleJob\(\)|croner(\.(Cron|default))?(#new|\(\))|toad-scheduler\.\w*(Job|Scheduler)#new|later\.setInterval\(\)|bree#new|node-cron-tz\.\w+\(\)|cron-async\.\w+\(\)|probot-scheduler\(\)|register (fastify-cron|hapi-cron|@\w+\/hapi-cron)|@elysiajs\/cron\.cron\(\)|global:Deno\.cron\(\)|@breejs\/later\.setInterval\(\)|cronosjs\.scheduleTask\(\)|@hexagon\/croner(#new|\(\)))$/
const timerPackages = /^((node:)?timers\.|set-interval-async|toad-scheduler)/
const decorators = /^(Cron|Interval|Timeout)$/

export const scheduler: Rule = {
  id: 'scheduler',
  title: 'Jobs that run in every instance',
  *find({ program }) {
    for (const { name, node } of packageCalls(program)) {
      if (jobs.test(name) && !/Scheduler#new$/.test(name)) yield jobAt(program, node)
    }
    for (const module of program.modules) {
      for (const call of module.calls) {
        yield* timers(program, call)
        yield* repeated(program, call)
        const loop = endlessJob(program, call)
        if (loop) yield jobAt(program, loop)
      }
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

const jobAt = (program: Program, node: Node): Draft => ({
  node,
  category: 'scheduler',
  severity: 'degrades',
  message,
  conditional: guardOf(program, node),
})

/** `setInterval` that does more than look after what this process owns. */
function* timers(program: Program, call: Node): Iterable<Draft> {
  if (!/^setInterval(Async)?$/.test(calledName(call) ?? '') || call.arguments.length < 1) return
  const { callee } = call
  if (isMember(callee) && !/^(global|globalThis|timers)$/.test(callee.object.name ?? '')) return
  const isOfOthers = callee.type === 'Identifier' && program.bindingOf(callee)
  if (isOfOthers && !namesOf(program.trace(callee)).some((name) => timerPackages.test(name))) return
  if (program.phaseOf(call) === 'request' && !isDelayedStart(program, call)) return
  const callbacks = functionsOf(program, call.arguments[0])
  if (feedsMetrics(program, call) || callbacks.some((fn) => flushesOwn(program, fn))) return
  const reaches =
    callbacks.length === 0
      ? /^(?!Identifier|MemberExpression|CallExpression)/.test(call.arguments[0].type)
      : callbacks.some((fn) => reachesOut(program, fn, 3))
  if (reaches && !callbacks.some((fn) => takesTurn(program, fn, 3))) yield jobAt(program, call)
}

/** `setTimeout(() => setInterval(job, 60_000), 5_000)` while the process starts. */
function isDelayedStart(program: Program, call: Node): boolean {
  const delay = enclosingFunction(call)?.parent
  return isCall(delay) && calledName(delay) === 'setTimeout' && program.phaseOf(delay) !== 'request'
}

/** `async function tick() { await work(); setTimeout(tick, 60_000) }`, begun at boot. Trying again after a failure is no job. */
function* repeated(program: Program, call: Node): Iterable<Draft> {
  const fn = enclosingFunction(call)
  if (calledName(call) !== 'setTimeout' || !fn || !call.arguments[0] || isAfterFailure(call)) return
  if (!functionsOf(program, call.arguments[0]).includes(fn) || /connect|retry|listen/i.test(nameOf(fn)))
    return
  const isBegun = program
    .callSitesOf(fn)
    .some((site) => !isInside(site, fn) && program.phaseOf(site) === 'boot')
  if (isBegun && reachesOut(program, fn, 3) && !takesTurn(program, fn, 3)) yield jobAt(program, call)
}

function isAfterFailure(node: Node): boolean {
  for (let at: Node | undefined = node; at && !isFunction(at); at = at.parent)
    if (/^(CatchClause|IfStatement|ConditionalExpression)$/.test(at.type)) return true
  return false
}

/** The function that is handed in: written there, by its name, or bound to its object. */
function functionsOf(program: Program, node: Node): Node[] {
  if (isFunction(node)) return [node]
  const bound = isCall(node) && isMember(node.callee) && memberName(node.callee) === 'bind'
  return program
    .trace(bound ? node.callee.object : node)
    .flatMap((value) => (value.kind === 'node' && isFunction(value.node) ? [value.node] : []))
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
