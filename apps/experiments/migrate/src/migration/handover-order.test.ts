import { expect, it } from 'vitest'
import { createHandover } from './handover.ts'

type Numbered = [id: string, number: number]

/** A store of numbers without versions, whose writes wait for `beforeWrite`. */
function createNumbers(entries: readonly Numbered[], beforeWrite = async () => {}) {
  const map = new Map(entries)
  return {
    map,
    async *all() {
      yield* [...map]
    },
    read: async (id: string): Promise<Numbered | undefined> => {
      const number = map.get(id)
      return number === undefined ? undefined : [id, number]
    },
    write: async ([id, number]: Numbered) => {
      await beforeWrite()
      map.set(id, number)
    },
    remove: async (id: string) => void map.delete(id),
  }
}

type Numbers = ReturnType<typeof createNumbers>

const open = (old: Numbers, next: Numbers, isVersioned = false) =>
  createHandover<Numbered>({ name: 'numbers', old, next, idOf: ([id]) => id, isVersioned })

it('never lets a slow copy overtake a newer one', async () => {
  const slowWrite = Promise.withResolvers<void>()
  const waits = [slowWrite.promise]
  const [old, next] = [createNumbers([['a', 1]]), createNumbers([], async () => waits.shift())]
  const handover = open(old, next)

  const first = handover.copy('a')
  await new Promise((resolve) => setImmediate(resolve))
  old.map.set('a', 2)
  const second = handover.copy('a')
  await new Promise((resolve) => setImmediate(resolve))
  slowWrite.resolve()
  await Promise.all([first, second])

  expect(next.map.get('a')).toBe(2)
})

it('brings along at the first touch what could not be copied', async () => {
  let isAway = true
  const fails = async () => {
    if (isAway) throw new Error('store away')
  }
  const [old, next] = [createNumbers([['a', 1]]), createNumbers([], fails)]
  const handover = open(old, next)

  await handover.copy('a')
  await expect(handover.ensure('a')).rejects.toThrow('store away')
  isAway = false
  await handover.ensure('a')

  expect(next.map.get('a')).toBe(1)
})

it('never brings back at a touch what was handed over and has ended since', async () => {
  const [old, next] = [createNumbers([['a', 1]]), createNumbers([])]
  const handover = open(old, next)
  await handover.backfill()
  next.map.delete('a')

  await handover.ensure('a')

  expect(next.map.has('a')).toBe(false)
})

it('takes out of the old store what has ended in the new one, and nothing else', async () => {
  const [old, next] = [
    createNumbers([
      ['a', 1],
      ['b', 2],
    ]),
    createNumbers([]),
  ]
  const handover = open(old, next)
  await handover.backfill()
  old.map.set('never copied', 3)
  next.map.delete('a')

  await handover.copyBack()

  expect([...old.map.keys()]).toEqual(['b', 'never copied'])
})

it('counts as different what stays different', async () => {
  const [old, next] = [createNumbers([['a', 1]]), createNumbers([['a', 7]])]
  const stubborn = { ...next, write: async () => {} }
  const handover = createHandover<Numbered>({ name: 'numbers', old, next: stubborn, idOf: ([id]) => id })

  expect(await handover.verify()).toEqual({ name: 'numbers', records: 1, repaired: 0, different: 1 })
})
