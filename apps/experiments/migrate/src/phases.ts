import type { CallControl, HandoverCounts } from './migration/index.ts'

export const phaseNames = [
  'prepare',
  'dual-write',
  'backfill',
  'verify',
  'read-through',
  'cut-over',
  'finish',
] as const
export type PhaseName = (typeof phaseNames)[number]

export interface Phase {
  readonly name: PhaseName
  /** What is true afterwards, for people. */
  readonly says: string
  /** Resolves to one line about what was done. */
  readonly forward: () => Promise<string>
  /** Undoes it; left out where there is nothing to undo. `undefined` after `finish`: there is no way back. */
  readonly back?: () => Promise<string>
}

export interface PhaseTools {
  /** The control of every stateful instance. */
  readonly instances: readonly CallControl[]
  /** Puts the stateless fleet behind the balancer, in place of the stateful one. */
  readonly cutOver: () => Promise<string>
  readonly cutBack: () => Promise<string>
  /** Ends the stateful instances, and their memory. */
  readonly finish: () => Promise<string>
}

/** Thrown when copies differ from what they were made of: nothing was switched, and nothing may be. */
export class CopiesDifferError extends Error {
  constructor(counts: readonly HandoverCounts[]) {
    const list = counts.filter(({ different }) => different > 0)
    super(`Copies differ: ${list.map(({ name, different }) => `${different} ${name}`).join(', ')}`)
  }
}

/** The way there, in order, each with its way back. */
export function createPhases({ instances, cutOver, cutBack, finish }: PhaseTools): readonly Phase[] {
  const onEach = async <T>(command: string, argument?: unknown) => {
    const answers: T[] = []
    // One instance after the other: a problem shows on one, and the secret has no condition against two writers.
    for (const call of instances) answers.push(await call<T>(command, argument))
    return answers
  }
  const switchTo = async (mode: string) => {
    await onEach('switchTo', mode)
    return `${instances.length} instances: ${mode}`
  }
  return [
    { name: 'prepare', says: 'products are copied, every instance knows all cookie keys', forward: prepare },
    {
      name: 'dual-write',
      says: 'memory decides, the new stores get a copy before the shopper hears of it',
      forward: () => switchTo('dual-write'),
      back: () => switchTo('off'),
    },
    { name: 'backfill', says: 'what was there before is copied', forward: backfill },
    { name: 'verify', says: 'every copy was compared with its original', forward: verify },
    {
      name: 'read-through',
      says: 'the new stores decide, memory gets a copy',
      forward: () => switchTo('read-through'),
      back: async () => {
        const counts = await onEach<{ records: number }>('copyBack')
        return `${sum(counts, 'records')} records copied back; ${await switchTo('dual-write')}`
      },
    },
    { name: 'cut-over', says: 'shoppers reach the stateless shop', forward: cutOver, back: cutBack },
    { name: 'finish', says: 'the stateful instances are gone: no way back from here', forward: finish },
  ]

  async function prepare() {
    const [first] = instances
    const { products } = (await first?.<{ products: number }>('copyCatalog')) ?? { products: 0 }
    // Twice: the first instance learns the keys of the last one in the second round.
    await onEach('shareCookieKeys')
    const keys = await onEach<{ keys: number }>('shareCookieKeys')
    return `${products} products, ${keys.at(-1)?.keys} cookie keys`
  }

  async function backfill() {
    return `${sum(await onEach<{ copied: number }>('backfill'), 'copied')} records`
  }

  async function verify() {
    const counts = (await onEach<readonly HandoverCounts[]>('verify')).flat()
    if (sum(counts, 'different') > 0) throw new CopiesDifferError(counts)
    return `${sum(counts, 'records')} records compared, ${sum(counts, 'repaired')} copied again`
  }
}

const sum = <Key extends string>(items: readonly Readonly<Record<Key, number>>[], key: Key) =>
  items.reduce((total, item) => total + item[key], 0)
