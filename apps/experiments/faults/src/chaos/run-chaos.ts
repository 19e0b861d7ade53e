import { createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { formatEvent, type HistoryEvent } from '@unsticky/continuity'
import { countCharges } from '../charges.ts'
import { createCrowd } from './crowd.ts'
import { doFault, mend } from './fault-actions.ts'
import { createRandom } from './random.ts'
import { type Moment, scheduleOf } from './schedule.ts'
import { type ChaosStage, type StageOptions, startChaosStage } from './stage.ts'
import { type ChaosResult, resultOf } from './verdict.ts'
import { createWaits } from './waits.ts'

export interface ChaosOptions extends StageOptions {
  readonly seed: number
  /** How long shoppers shop; start, last look and judgement come on top. */
  readonly seconds: number
  readonly shoppers: number
  /** Gives the run up: nothing is judged then. */
  readonly signal: AbortSignal
  readonly log: (line: string) => void
  /** Hears every few seconds where the run is. */
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  readonly seconds: number
  readonly ofSeconds: number
  readonly answers: number
  readonly faults: number
}

/** The last look of everybody may take so long, then the run is over: something does not come back. */
const lastLookMs = 5 * 60_000

/** Shoppers shop while faults happen by a schedule; then everybody looks again, and the histories are judged. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult | undefined> {
  const { seed, seconds, directory, signal, log, onProgress = () => {} } = options
  const schedule = scheduleOf({ seed, seconds })
  writeFileSync(join(directory, 'schedule.json'), `${JSON.stringify({ seed, seconds, schedule }, null, 2)}\n`)
  await using stage = await startChaosStage(options)
  using history = openHistory(join(directory, 'history.jsonl'))
  const waits = createWaits()
  const crowd = createCrowd({
    ...{ url: stage.fleet.url, shoppers: options.shoppers, random: createRandom(seed + 1) },
    ...{ waits, write: history.write },
  })
  const isOver = new AbortController()
  const begun = performance.now()
  const told = setInterval(() => {
    const { answers } = waits.figures()
    const passed = Math.round((performance.now() - begun) / 1000)
    onProgress({ seconds: passed, ofSeconds: seconds, answers, faults: done.length })
  }, 2000)
  const shopping = crowd.shop(AbortSignal.any([isOver.signal, signal]))
  const done: string[] = []
  try {
    await followSchedule(schedule, { stage, signal, log, begun, done })
    await sleepUntil(begun + seconds * 1000, signal)
  } finally {
    isOver.abort()
    await shopping
    clearInterval(told)
  }
  if (signal.aborted) return undefined
  log('no more faults; everybody looks again')
  const bound = AbortSignal.any([signal, AbortSignal.timeout(lastLookMs)])
  const blind = await crowd.lookAgain({ signal: bound })
  if (signal.aborted) return undefined
  return resultOf(history.events, {
    ...{ seed, seconds, blind, faults: done, waits: waits.figures() },
    couldLook: !bound.aborted,
    charges: await countCharges(stage.cloud),
  })
}

interface Following {
  readonly stage: ChaosStage
  readonly signal: AbortSignal
  readonly log: (line: string) => void
  readonly begun: number
  /** Gets the names of the faults that happened. */
  readonly done: string[]
}

async function followSchedule(schedule: readonly Moment[], { stage, signal, log, begun, done }: Following) {
  for (const { atSeconds, faults } of schedule) {
    await sleepUntil(begun + atSeconds * 1000, signal)
    if (signal.aborted) return
    const now = ((performance.now() - begun) / 1000).toFixed(0)
    log(
      `${now} s: ${faults.map(({ name, seconds }) => `${name}${seconds ? ` (${seconds} s)` : ''}`).join(', ')}`,
    )
    const ends = await Promise.allSettled(faults.map((fault) => doFault(stage, fault, { signal })))
    await mend(stage)
    const failed = ends.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    done.push(...faults.map(({ name }) => name))
  }
}

const sleepUntil = (moment: number, signal: AbortSignal) =>
  sleep(Math.max(0, moment - performance.now()), undefined, { signal }).catch(() => {})

/** Kept in memory for the judgement and, line by line, in a file for people. */
function openHistory(file: string) {
  const events: HistoryEvent[] = []
  const stream = createWriteStream(file)
  const write = (event: HistoryEvent) => {
    events.push(event)
    stream.write(`${formatEvent(event)}\n`)
  }
  return { events, write, [Symbol.dispose]: () => stream.end() }
}
