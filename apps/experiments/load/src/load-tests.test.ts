import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareRuns, defaultJudging } from '@unsticky/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeLoad } from './judge-load.ts'
import { loadTests } from './load-tests.ts'
import { runLoad } from './run-load.ts'
import { type Stage, startStage } from './start-stage.ts'
import { restartWith } from './testing/restart.ts'

/** One run of each: a doubling is taken as a change, as the fault is far above what runs differ by. */
const bySize = { ...defaultJudging, bySizePercent: 100 }

let directory: string
let stage: Stage
/** Instances that start from now on get these. A short drain, because a restart waits for it. */
let settings: Readonly<Record<string, string>> = { DRAIN_SECONDS: '1' }

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'unsticky-load-'))
  stage = await startStage({
    step: 'stateless',
    instances: 2,
    failureHandling: 'resilient',
    directory,
    settings: () => settings,
    log: () => {},
  })
})

afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

/** Every script with a tiny load, over one fleet. Limits of time are wide: machines of CI are slow, and shared. */
describe('the load tests', () => {
  const names = Object.keys(loadTests)
  const disturbing = names.filter((name) => loadTests[name]?.disturb)

  // They leave the fleet alone and spend their time waiting for shoppers to come, so they wait together.
  it.concurrent.each(names.filter((name) => !disturbing.includes(name)))(
    '%s holds on the stateless shop',
    holds,
  )

  it.each(disturbing)('%s holds on the stateless shop', holds)

  async function holds(name: string) {
    const failed = await failedClaims(name)

    expect(failed).toEqual([])
  }
})

describe('a fault', () => {
  // Both at once, as a restart of all instances takes some seconds; each is looked for where the other is not.
  beforeAll(() => {
    settings = {
      NODE_OPTIONS: `--import ${new URL('./testing/slow-route.ts', import.meta.url)}`,
      SLOW_PATH: '/api/products/',
      SLOW_MS: '2000',
      SHOP_CART_STORE: 'session',
    }
    return restartWith(stage)
  })

  it('that makes one route slow is seen by the thresholds and by the comparison', async () => {
    const failed = await failedClaims('browse', { P95_MS: '1500', run: 'slowed' })

    const { output, exitCode } = await compareRuns(join(directory, 'browse'), join(directory, 'slowed'), {
      format: 'text',
      judging: bySize,
    })
    expect(failed).toEqual([expect.stringContaining('thresholds hold')])
    expect(exitCode).toBe(1)
    expect(output).toMatch(/p50 of GET \/api\/products\/:productId .*✗ worse/)
  })

  it('that loses carts, which are answered with 200, is seen by the ledger and by the comparison', async () => {
    const failed = await failedClaims('failover', { run: 'lossy' })

    const { output, exitCode } = await compareRuns(join(directory, 'failover'), join(directory, 'lossy'), {
      format: 'text',
      judging: bySize,
    })
    expect(failed).toContainEqual(expect.stringMatching(/no carts lost: \d+ of \d+ looked at/))
    expect(exitCode).toBe(1)
    expect(output).toMatch(/carts lost +0\.00 % .*✗ worse/)
  })
})

interface Choices {
  readonly P95_MS?: string
  readonly run?: string
}

async function failedClaims(name: string, { P95_MS = '10000', run = name }: Choices = {}) {
  const test = loadTests[name]
  if (!test) throw new Error(`There is no load test ${name}`)
  const measured = await runLoad(test, {
    ...stage,
    directory: join(directory, run),
    settings: { PROFILE: 'smoke', P95_MS, RESTART_SECONDS: '15' },
    log: () => {},
  })
  return judgeLoad(test, measured)
    .filter(({ holds }) => holds === false)
    .map(({ claim, measured }) => `${claim}: ${measured}`)
}
