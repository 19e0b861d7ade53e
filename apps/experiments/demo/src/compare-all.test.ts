import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backstage, openBackstage } from '@unsticky/measure/backstage'
import { assertCompareJson, writeComparison } from '@unsticky/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareAll, runAll } from './compare-all.ts'

const minutes = 60_000

/** The demo itself, with few shoppers: real fleets, real stores, a real kill. */
describe('the comparison', { timeout: 4 * minutes }, () => {
  let backstage: Backstage
  beforeAll(async () => {
    backstage = await openBackstage()
  }, minutes)
  afterAll(() => backstage?.[Symbol.asyncDispose]())

  it('finds the stateful shops losing carts and the stateless one losing nothing', async () => {
    await using run = resultsDirectory()

    const comparison = await compareAll({
      ...small,
      backstage,
      cartStore: 'valkey',
      directory: run.directory,
    })

    const { json } = comparison
    assertCompareJson(json)
    expect(json.verdict).toEqual({ ok: true, text: expect.stringContaining('stateless lost 0 of 20') })
    await writeComparison(run.directory, comparison)
    expect(filesWith(secret, run.directory)).toEqual([])
  })

  it('finds the carts lost that were put back into the session', async () => {
    await using run = resultsDirectory()

    const { stateless: [stateless] = [] } = await runAll({
      ...small,
      backstage,
      cartStore: 'session',
      directory: run.directory,
      only: 'stateless',
    })

    expect(stateless?.continuity.cartsChecked).toBe(20)
    expect(stateless?.continuity.cartsLost).toBeGreaterThan(0)
    expect(stateless?.continuity.loginsLost).toBe(0)
  })
})

const small = { shoppers: 20, instances: 3, log: () => {} }

/** H29: a password of loadtests/23-demo.ts, or a cookie of the shop. */
const secret = /secret-[\w-]+-1\b|\b(session|shopper)=\w/

function filesWith(pattern: RegExp, directory: string) {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['compare.json', 'compare.html', 'history.jsonl']),
  )
  const paths = files.map(({ parentPath, name }) => join(parentPath, name))
  return paths.filter((path) => pattern.test(readFileSync(path, 'utf8')))
}

function resultsDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-demo-test-'))
  return { directory, [Symbol.asyncDispose]: async () => rmSync(directory, { recursive: true, force: true }) }
}
