/** Real fleets with a fault planted: `pnpm load continuity` must find it, and call it by its name. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { judgeLoad } from './judge-load.ts'
import { loadTests } from './load-tests.ts'
import { runLoad } from './run-load.ts'
import { type Stage, startStage } from './start-stage.ts'
import { restartWith } from './testing/restart.ts'

const planted: readonly (readonly [fault: string, claim: string])[] = [
  ['drops-adds', 'no carts lost'],
  ['others-cart', 'no carts foreign'],
  ['stale-carts', 'no carts stale'],
  ['doubled-orders', 'no orders doubled'],
  ['wrong-lines', 'no orders wrong'],
  ['others-profile', 'no profiles foreign'],
]

let directory: string
let stage: Stage
let settings: Readonly<Record<string, string>> = { SHOP_FAULT: planted[0]?.[0] ?? '', DRAIN_SECONDS: '1' }

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'unsticky-faults-'))
  stage = await startStage({
    step: '5',
    entry: fileURLToPath(new URL('./testing/faulty-shop.ts', import.meta.url)),
    instances: 2,
    failureHandling: 'resilient',
    directory,
    settings: () => settings,
    log: () => {},
  })
}, 300_000)

afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

it.each(planted)('%s is found: %s', { timeout: 300_000 }, async (fault, claim) => {
  if (settings.SHOP_FAULT !== fault) {
    settings = { ...settings, SHOP_FAULT: fault }
    await restartWith(stage)
  }
  const test = loadTests.continuity
  if (!test) throw new Error('There is no load test continuity')

  const measured = await runLoad(test, {
    ...stage,
    directory: join(directory, fault),
    settings: { PROFILE: 'smoke', RATE: '2', P95_MS: '10000', THINK_SECONDS: '1' },
    log: () => {},
  })

  const broken = judgeLoad(test, measured).filter(({ holds }) => holds === false)
  expect(broken.map((each) => each.claim)).toContain(claim)
  const others = planted
    .map(([, each]) => each)
    .filter((each) => each !== claim && !isToldTogether(claim, each))
  expect(broken.map((each) => each.claim).filter((each) => others.includes(each))).toEqual([])
})

/** Whoever is shown somebody else's cart misses the own one, and buys it; a late cart may be the last one seen. */
const isToldTogether = (claim: string, other: string) =>
  claim.startsWith('no carts') &&
  (other === 'no carts lost' || other === 'no carts stale' || other === 'no orders wrong')
