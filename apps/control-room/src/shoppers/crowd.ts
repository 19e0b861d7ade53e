import { setTimeout as sleep } from 'node:timers/promises'
import type { CrowdSettings } from '../snapshot.ts'
import { createDevice } from './device.ts'
import { requestsPerAct, visit } from './shopper.ts'
import type { Tally } from './tally.ts'

export interface Crowd {
  /** Shoppers come and go until there are as many as wanted; at once when `isOn` is false. */
  set(settings: CrowdSettings): void
  /** Everybody leaves; resolves when the last request has ended. */
  stop(): Promise<void>
}

interface CrowdOptions {
  readonly url: string
  readonly tally: Tally
  /** A visit ended with an error that no shopper expects; another one follows. */
  readonly onTrouble?: (error: unknown) => void
}

export const crowdLimits = { count: { from: 1, to: 40 }, perSecond: { from: 1, to: 80 } } as const

export const defaultCrowd: CrowdSettings = { isOn: true, count: 18, perSecond: 18, devices: 1 }

/** All have come after this. */
const arrivalMs = 5000

/** Shops with a bounded number of shoppers, each with two requests at a time at most. */
export function createCrowd({ url, tally, onTrouble = () => {} }: CrowdOptions): Crowd {
  const shoppers = new Map<number, { stop: AbortController; done: Promise<void> }>()
  let settings: CrowdSettings = { ...defaultCrowd, isOn: false }
  const catalogue = once(() => fetchProductIds(url))
  return { set, stop }

  function set(wanted: CrowdSettings) {
    const isOther = wanted.devices !== settings.devices
    settings = wanted
    for (let number = 0; number < crowdLimits.count.to; number++) {
      const isWanted = wanted.isOn && number < wanted.count
      if (!isWanted || isOther) shoppers.get(number)?.stop.abort()
      if (isWanted && (isOther || !shoppers.has(number))) start(number)
    }
  }

  async function stop() {
    const leaving = [...shoppers.values()].map(({ done }) => done)
    set({ ...settings, isOn: false })
    await Promise.all(leaving)
  }

  function start(number: number) {
    const stopping = new AbortController()
    const entry = { stop: stopping, done: comeAgainAndAgain(number, stopping.signal) }
    shoppers.set(number, entry)
    entry.done.finally(() => shoppers.get(number) === entry && shoppers.delete(number))
  }

  async function comeAgainAndAgain(number: number, signal: AbortSignal) {
    // Not all at once: a sign-up is the dearest request of a visit.
    let pauseMs = (number / settings.count) * arrivalMs
    while (await pause(pauseMs, signal)) {
      pauseMs = 1000
      await comeOnce(signal).catch((error) => signal.aborted || onTrouble(error))
    }
  }

  async function comeOnce(signal: AbortSignal) {
    const productIds = await catalogue()
    tally.onShopper()
    await visit({ ...visitSettings(signal), productIds })
  }

  function visitSettings(signal: AbortSignal) {
    return {
      openDevice: (name: string) => createDevice({ url, name, watcher: tally, signal }),
      devices: settings.devices,
      pauseMs: () =>
        (1000 * requestsPerAct * settings.count * (0.6 + 0.8 * Math.random())) / settings.perSecond,
      signal,
      onVerdict: tally.onVerdict,
    }
  }
}

/** What can be bought, but for what is scarce: this is not about stock. */
async function fetchProductIds(url: string) {
  const response = await fetch(`${url}/api/products`, { signal: AbortSignal.timeout(8000) })
  if (!response.ok) throw new Error(`The catalogue answered ${response.status}`)
  const { products } = (await response.json()) as { products: readonly { id: string }[] }
  return products.map(({ id }) => id).filter((id) => id !== 'limited-edition-print')
}

/** Waits; `false` when `signal` came first. */
const pause = (ms: number, signal: AbortSignal) => sleep(ms, true, { signal }).catch(() => false)

/** Remembers what came, not what failed. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask().catch((error) => {
      answer = undefined
      throw error
    })
    return answer
  }
}
