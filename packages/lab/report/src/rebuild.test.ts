import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger, formatEvent } from '@unsticky/continuity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fleetIds } from './compare.ts'
import { historyFileName, pointsFileName, writeRunRecord } from './raw-run.ts'
import { rebuildComparison } from './rebuild.ts'
import { sampleComparison } from './testing/sample.ts'
import { assertCompareJson } from './validate.ts'
import { writeComparison } from './write-comparison.ts'

let results: string
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'unsticky-rebuild-'))
})
afterAll(() => rm(results, { recursive: true }))

describe('a page made anew', () => {
  it('comes from the raw results, repeats included', async () => {
    await writeComparison(results, sampleComparison())
    for (const name of [...fleetIds, 'stateless-2']) await writeRawRun(join(results, name))

    const { json } = await rebuildComparison(results, { requestsPerMonth: 1_000_000 })

    assertCompareJson(json)
    expect(json.fleets['stateful-sticky']).toMatchObject({ shoppers: 1, cartsLost: 1, requests: 1 })
    expect(json.fleets.stateless).toMatchObject({ shoppers: 2, cartsLost: 2, requests: 2, p50Ms: 7 })
    expect(json.evidence?.stateless?.rawFiles).toContain('stateless-2/history.jsonl')
    const kept = await rebuildComparison(results, { requestsPerMonth: 1_000_000, isKept: true })
    expect(kept.json.evidence?.stateless?.rawFiles).toEqual([])
    expect(json.environment).toEqual(sampleComparison().json.environment)
  })

  it('is refused, saying what is missing, where there are no raw results', async () => {
    const empty = join(results, 'empty')
    await mkdir(empty)
    const rebuilding = () => rebuildComparison(empty, { requestsPerMonth: 1 })

    await expect(rebuilding()).rejects.toThrow(/compare.json is missing/)
    await writeComparison(empty, sampleComparison())
    await expect(rebuilding()).rejects.toThrow(/holds no raw results of stateful-round-robin/)
  })

  it('holds nothing that runs, in the file as it is written', async () => {
    expect(await readFile(join(results, 'compare.html'), 'utf8')).not.toMatch(/<script|https?:\/\//)
  })
})

/** One shopper whose cart was forgotten, and one request. */
async function writeRawRun(directory: string) {
  await mkdir(directory)
  const ledger = createLedger({ shopper: 'shopper-1', now: () => 1_795_500_000_000 })
  const on = { process: 'laptop' }
  ledger.invoke('addToCart', { productId: 'tea', quantity: 1 }, on).answered(200)
  ledger.invoke('readCart', {}, on).answered(200, () => ({ lines: [] }))
  await writeFile(join(directory, historyFileName), ledger.events().map(formatEvent).join('\n'))
  const tags = { name: 'GET /', method: 'GET', expected_response: 'true' }
  const point = (metric: string, value: number) =>
    JSON.stringify({ metric, type: 'Point', data: { time: '2026-11-24T06:51:25.5Z', value, tags } })
  const lines = [point('http_reqs', 1), point('http_req_failed', 0), point('http_req_duration', 7)]
  await writeFile(join(directory, pointsFileName), lines.join('\n'))
  await writeRunRecord(directory, { initialStock: {} })
}
