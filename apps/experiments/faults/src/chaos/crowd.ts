import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HistoryEvent } from '@unsticky/continuity'
import type { Waits } from './act.ts'
import { type ChaosShopper, createChaosShopper } from './shopper.ts'
import { chaosCatalog } from './stage.ts'

export interface CrowdOptions {
  readonly url: string
  /** So many shop at a time; who has shopped for a while makes room for somebody new. */
  readonly shoppers: number
  readonly random: () => number
  readonly waits: Waits
  readonly write: (event: HistoryEvent) => void
}

export interface Crowd {
  /** Everybody who has come so far. */
  readonly everybody: readonly ChaosShopper[]
  /** Shops until `signal` says that it is over. */
  shop(signal: AbortSignal): Promise<void>
  /** Everybody looks once more. Resolves to the names of those who could not see all. */
  lookAgain(options: { readonly signal: AbortSignal }): Promise<readonly string[]>
}

/** A life as a shopper: long enough for some orders, short enough that its history is judged quickly. */
const lifeMs = { least: 20_000, more: 40_000 }
const lookingAtOnce = 6

const productIds = chaosCatalog.map(({ product }) => product.id)

export function createCrowd({ shoppers, random, ...options }: CrowdOptions): Crowd {
  const everybody: ChaosShopper[] = []
  const run = randomUUID().slice(0, 8)
  return { everybody, shop, lookAgain }

  async function shop(signal: AbortSignal) {
    const places = Array.from({ length: shoppers }, async () => {
      while (!signal.aborted) await comeAndGo(signal)
    })
    await Promise.all(places)
  }

  async function comeAndGo(signal: AbortSignal) {
    const id = `chaos-${run}-${everybody.length + 1}`
    const shopper = createChaosShopper({ ...options, id, random, productIds })
    everybody.push(shopper)
    const leavesAt = performance.now() + lifeMs.least + random() * lifeMs.more
    await shopper.shopUntil(() => signal.aborted || performance.now() > leavesAt)
    await sleep(200) // who was turned away at once is not followed at once by the next
  }

  async function lookAgain({ signal }: { readonly signal: AbortSignal }) {
    const waiting = [...everybody]
    const blind: string[] = []
    const look = async () => {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift())
        if (!(await next.lookAgain())) blind.push(next.id)
    }
    await Promise.all(Array.from({ length: lookingAtOnce }, look))
    return blind
  }
}
