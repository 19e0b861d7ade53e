import { setTimeout as sleep } from 'node:timers/promises'
import type { Fleet } from '@unsticky/fleet'
import { type Answer, anyKind, isGood, type Sender, type Shopper } from './shoppers.ts'

export interface Measured {
  /** How many times the capacity of the fleet is offered. */
  readonly times: number
  readonly offeredPerSecond: number
  readonly goodPerSecond: number
  readonly checkoutGood: number
  readonly browsingGood: number
  readonly refused: number
  readonly unanswered: number
  readonly p99Ms: number
  readonly readyzAsked: number
  readonly readyzLost: number
  /** Requests that reached instances, for each that shoppers made. */
  readonly toInstances: number
  /** Until ten reads in a row were good; undefined when that took more than 30 s. */
  readonly recoverySeconds: number | undefined
}

interface Stage {
  readonly fleet: Fleet
  readonly sender: Sender
  readonly shoppers: readonly Shopper[]
}

const anyOf = (shoppers: readonly Shopper[]) =>
  shoppers[Math.floor(Math.random() * shoppers.length)] as Shopper

/** What the fleet serves when so many shoppers come back as soon as they are served. */
export async function measureCapacity(
  { sender, shoppers }: Stage,
  { seconds, atOnce = 12 }: { seconds: number; atOnce?: number },
) {
  const end = performance.now() + seconds * 1000
  let served = 0
  const shopOn = async () => {
    while (performance.now() < end) if (isGood(await sender.send(anyKind(), anyOf(shoppers)))) served += 1
  }
  await Promise.all(Array.from({ length: atOnce }, shopOn))
  return served / seconds
}

interface LoadOptions {
  readonly times: number
  readonly rate: number
  readonly seconds: number
}

/** Requests come at a rate of their own, however the shop keeps up: real crowds do not wait for each other. */
export async function measureOverload(
  stage: Stage,
  { times, rate, seconds }: LoadOptions,
): Promise<Measured> {
  const { fleet, sender, shoppers } = stage
  const before = await fleet.stats()
  const probes = probeReadiness(fleet)
  const answers = await sendAtRate(() => sender.send(anyKind(), anyOf(shoppers)), { rate, seconds })
  const recoverySeconds = await recovery(stage)
  const readyz = await probes.stop()
  const after = await fleet.stats()
  const shareGood = (kind: Answer['kind']) => {
    const those = answers.filter((answer) => answer.kind === kind)
    return those.filter(isGood).length / Math.max(1, those.length)
  }
  const times_ = answers.map(({ ms }) => ms).sort((a, b) => a - b)
  return {
    times,
    offeredPerSecond: answers.length / seconds,
    goodPerSecond: answers.filter(isGood).length / seconds,
    checkoutGood: shareGood('checkout'),
    browsingGood: shareGood('list'),
    refused: answers.filter(({ status }) => status === 503).length,
    unanswered: answers.filter(({ status }) => status === 0 || status === 504).length,
    p99Ms: times_[Math.floor(times_.length * 0.99)] ?? 0,
    ...readyz,
    toInstances: (after.requests - before.requests - recoveryReads) / answers.length,
    recoverySeconds,
  }
}

async function sendAtRate(send: () => Promise<Answer>, { rate, seconds }: { rate: number; seconds: number }) {
  const begun = performance.now()
  const sent: Promise<Answer>[] = []
  const total = Math.round(rate * seconds)
  while (sent.length < total) {
    const due = Math.min(total, ((performance.now() - begun) / 1000) * rate)
    while (sent.length < due) sent.push(send())
    await sleep(4)
  }
  // Recovery counts from here, so what is still under way is waited for beside it.
  return Promise.all(sent)
}

/** The balancer's health check, asked by us: twice a second, a second to answer. */
function probeReadiness(fleet: Fleet) {
  let isOver = false
  const readyz = { readyzAsked: 0, readyzLost: 0 }
  const probing = (async () => {
    while (!isOver) {
      await Promise.all(fleet.instances.map(({ port }) => probe(port)))
      await sleep(500)
    }
  })()
  return {
    stop: async () => {
      isOver = true
      await probing
      return readyz
    },
  }

  async function probe(port: number) {
    const signal = AbortSignal.timeout(1000)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal }).catch(() => undefined)
    readyz.readyzAsked += 1
    if (answer?.status !== 200) readyz.readyzLost += 1
  }
}

let recoveryReads = 0

async function recovery({ sender, shoppers }: Stage): Promise<number | undefined> {
  const begun = performance.now()
  recoveryReads = 0
  for (let inARow = 0; inARow < 10; ) {
    const seconds = (performance.now() - begun) / 1000
    if (seconds > 30) return undefined
    recoveryReads += 1
    inARow = isGood(await sender.send('list', anyOf(shoppers))) ? inARow + 1 : 0
    await sleep(20)
  }
  return (performance.now() - begun) / 1000
}
