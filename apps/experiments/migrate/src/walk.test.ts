import { expect, it } from 'vitest'
import type { Phase, PhaseName } from './phases.ts'
import { countHolds, walk } from './walk.ts'

const done: string[] = []

const phase = (name: PhaseName, options: { fails?: boolean; hasBack?: boolean } = {}): Phase => ({
  name,
  says: name,
  forward: async () => {
    if (options.fails) throw new Error(`${name} failed`)
    done.push(name)
    return ''
  },
  ...(options.hasBack && {
    back: async () => {
      done.push(`${name} undone`)
      return ''
    },
  }),
})

function start(phases: readonly Phase[], options: { rollbackAt?: PhaseName; skip?: PhaseName[] } = {}) {
  done.length = 0
  let holds = 0
  const onHold = () => {
    holds += 1
  }
  const quiet = { holdSeconds: 0, onHold, log: () => {} }
  const { signal } = new AbortController()
  return walk(phases, { skip: [], ...quiet, signal, ...options }).then((way) => ({ ...way, holds }))
}

const three = [
  phase('dual-write', { hasBack: true }),
  phase('backfill'),
  phase('read-through', { hasBack: true }),
  phase('finish'),
]

it('goes through all phases and holds after each', async () => {
  const { ended, holds } = await start(three)

  expect(ended).toBe('moved')
  expect(done).toEqual(['dual-write', 'backfill', 'read-through', 'finish'])
  expect(holds).toBe(countHolds(three, { skip: [], rollbackAt: undefined }) + 1)
})

it('goes back from the phase that was named, in reverse order', async () => {
  const { ended, holds } = await start(three, { rollbackAt: 'read-through' })

  expect(ended).toBe('rolled back')
  expect(done.slice(3)).toEqual(['read-through undone', 'dual-write undone'])
  expect(holds).toBe(countHolds(three, { skip: [], rollbackAt: 'read-through' }) + 1)
})

it('goes back by itself when a phase fails, the failed one included', async () => {
  const failing = [...three.slice(0, 2), phase('read-through', { fails: true, hasBack: true })]

  const { ended, failure } = await start(failing)

  expect(ended).toBe('rolled back')
  expect(failure).toBe('read-through failed')
  expect(done).toEqual(['dual-write', 'backfill', 'read-through undone', 'dual-write undone'])
})

it('neither does nor undoes what is left out', async () => {
  await start(three, { rollbackAt: 'backfill', skip: ['dual-write'] })

  expect(done).toEqual(['backfill'])
})
