import { isFunction, type Node } from '../model/ast.ts'
import { callsIn } from '../model/calls-in.ts'
import type { Program } from '../model/program.ts'
import { callOf } from '../model/uses.ts'
import { unitOf } from '../reach/units.ts'
import { packageCalls } from './calls.ts'
import type { Rule } from './rule.ts'
import { callReachesOut } from './timer-work.ts'
import { lateUsesOf } from './uses-of-made.ts'

const message =
  'The lock holds inside this process only: two instances read and write the same data side by side, and one overwrites what the other did. Let the store decide: a conditional update, a transaction, or a lock that all instances share.'
const makers =
  /^(async-lock|async-mutex\.(Mutex|Semaphore)|await-lock(\.default)?|p-mutex|async-sema\.Sema|await-mutex|mutex-promise|promise-mutex|@rocicorp\/lock\.Lock|async-await-mutex-lock\.(Lock|ReadWriteLock)|ts-mutex\.Lock|es6-mutex\.Mutex)#new$|^(mutexify(\/promise)?|semaphore|async-mutex\.withTimeout|locks\.create(Mutex|Semaphore|ReadWriteLock)|simple-async-mutex\.\w+)\(\)$/
const methods = [
  'acquire',
  'acquireAsync',
  'runExclusive',
  'lock',
  'withLock',
  'take',
  'use',
  'waitForUnlock',
]

/** Locks in memory around work on data that all instances share. */
export const processLock: Rule = {
  id: 'process-lock',
  title: 'Locks inside one process around shared data',
  *find({ program }) {
    for (const { name, node } of packageCalls(program)) {
      if (!makers.test(name) || program.phaseOf(node) === 'request') continue
      const uses = methods.flatMap((method) => lateUsesOf(program, node, method))
      const asked = Math.max(0, ...uses.map((use) => outsideCalls(program, use)))
      if (asked === 0) continue
      // One question alone is no reading and writing back.
      const severity = asked > 1 ? 'breaks' : 'check'
      yield { node, category: 'other', severity, message, evidence: uses, writes: uses }
    }
  },
  examples: [
    {
      name: 'a lock around what only this process has',
      files: {
        'app.js':
          "const { Mutex } = require('async-mutex')\nconst mutex = new Mutex()\nrequire('express')().get('/', (req, res) => mutex.runExclusive(() => res.json(process.memoryUsage())))\n",
      },
      finds: [],
    },
  ],
}

/** How often the guarded code asks something outside the process. */
function outsideCalls(program: Program, use: Node): number {
  const call = callOf(use)
  const guarded = ((call?.arguments ?? []) as Node[]).flatMap((argument) =>
    program
      .trace(argument)
      .flatMap((value) => (value.kind === 'node' && isFunction(value.node) ? [value.node] : [])),
  )
  // `await lock.acquire()` guards what follows it.
  const places = guarded.length > 0 ? guarded : [unitOf(use)]
  return places.flatMap(callsIn).filter((inner) => inner !== call && callReachesOut(program, inner, 2)).length
}
