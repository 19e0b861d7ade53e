import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createLedger, formatEvent } from '@unsticky/continuity'
import { describe, expect, it } from 'vitest'
import { asExpected, sampleComparison } from '../testing/sample.ts'
import { compareRuns } from './index.ts'

describe('compare.json files', () => {
  it('are compared fleet by fleet, and one lost cart is one too many', async () => {
    await using folder = await temporaryFolder()
    const lossy = { ...asExpected, stateless: { ...asExpected.stateless, cartsLost: 1 } }
    const a = await folder.write('a.json', sampleComparison().json)
    const b = await folder.write('b.json', sampleComparison(lossy).json)

    expect(await compared(a, b)).toEqual({ exitCode: 1, worse: ['stateless: carts lost'] })
    expect(await compared(a, a)).toEqual({ exitCode: 0, worse: [] })
  })

  it('are compared by rates: 67 of 100 is no better than 155 of 405', async () => {
    await using folder = await temporaryFolder()
    const sticky = (cartsLost: number, shoppers: number) => ({
      ...asExpected,
      'stateful-sticky': { ...asExpected['stateful-sticky'], shoppers, cartsChecked: shoppers, cartsLost },
    })
    const a = await folder.write('a.json', sampleComparison(sticky(155, 405)).json)
    const b = await folder.write('b.json', sampleComparison(sticky(67, 100)).json)

    expect((await compared(a, b)).worse).toContain('stateful-sticky: carts lost')
  })

  it('of before, without how often a loss could have been seen, are still read', async () => {
    const kept = join(import.meta.dirname, '../../../../../docs/results/2026-11-25-evaluate/compare.json')

    expect(await compared(kept, kept)).toEqual({ exitCode: 0, worse: [] })
  })

  it('of two machines come with a warning', async () => {
    await using folder = await temporaryFolder()
    const { json } = sampleComparison()
    const a = await folder.write('a.json', json)
    const b = await folder.write('b.json', { ...json, environment: { ...json.environment, cores: 64 } })

    expect((await compareRuns(a, b, { format: 'text' })).output).toContain(
      '! Machines or settings differ: cores 2 and 64.',
    )
  })
})

describe('folders with the history of shoppers beside the points', () => {
  it('are compared by what was lost, which no status code tells', async () => {
    await using folder = await temporaryFolder()
    const [kept, lost] = await Promise.all([folder.writeRun('kept', true), folder.writeRun('lost', false)])

    expect((await compared(kept, kept)).exitCode).toBe(0)
    expect(await compared(kept, lost)).toEqual({ exitCode: 1, worse: ['carts lost'] })
  })

  it('may have an empty history, as of a script without shoppers', async () => {
    await using folder = await temporaryFolder()
    const run = await folder.writeRun('run', true)
    await writeFile(join(run, 'history.jsonl'), '')

    expect((await compared(run, run)).exitCode).toBe(0)
  })

  it('are refused when there is nothing in them, with words that say what could be', async () => {
    await using folder = await temporaryFolder()
    await folder.write('package.json', { name: 'not a result' })

    await expect(compared(folder.path, folder.path)).rejects.toThrow(/holds no k6 summary .* no compare.json/)
  })
})

async function compared(a: string, b: string) {
  const { output, exitCode } = await compareRuns(a, b, { format: 'json' })
  const { differences } = JSON.parse(output) as {
    differences: { series: string; measure: string; judgement: string }[]
  }
  const worse = differences.filter(({ judgement }) => judgement === 'worse')
  return { exitCode, worse: worse.map(({ series, measure }) => (series ? `${series}: ${measure}` : measure)) }
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'unsticky-compare-'))
  return { path, write, writeRun, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }

  async function write(name: string, json: unknown) {
    await writeFile(join(path, name), JSON.stringify(json))
    return join(path, name)
  }

  /** One shopper who finds the cart again, or does not; the points are compressed, as `pnpm evaluate` has them. */
  async function writeRun(name: string, finds: boolean) {
    await mkdir(join(path, name))
    const ledger = createLedger({ shopper: 'shopper-1', now: () => 1_795_500_000_000 })
    const line = { productId: 'tea', quantity: 1 }
    ledger.invoke('addToCart', line, { process: 'laptop' }).answered(200)
    ledger.invoke('readCart', {}, { process: 'laptop' }).answered(200, () => ({ lines: finds ? [line] : [] }))
    await writeFile(join(path, name, 'history.jsonl'), ledger.events().map(formatEvent).join('\n'))
    const tags = { name: 'GET /api/cart', method: 'GET', status: '200', expected_response: 'true' }
    const point = (metric: string, value: number) =>
      JSON.stringify({ metric, type: 'Point', data: { time: '2026-11-24T06:51:25.5Z', value, tags } })
    const lines = Array.from({ length: 20 }, () => [
      point('http_reqs', 1),
      point('http_req_failed', 0),
      point('http_req_duration', 9),
    ])
    await writeFile(join(path, name, 'points.json.gz'), gzipSync(lines.flat().join('\n')))
    return join(path, name)
  }
}
