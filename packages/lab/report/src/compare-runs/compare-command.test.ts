import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createLedger, formatEvent } from '@unsticky/continuity'
import { describe, expect, it } from 'vitest'
import { asExpected, sampleComparison } from '../testing/sample.ts'
import { compareRuns } from './compare-command.ts'
import { defaultJudging } from './compare-series.ts'

/** The three shapes in which k6 2.2 writes one and the same run. */
const shapes: Readonly<Record<string, (run: Run) => unknown>> = {
  '--summary-export': ({ p95, failed }) => ({
    root_group: { checks: {} },
    metrics: {
      http_reqs: { count: 100, rate: 10 },
      http_req_failed: { passes: failed, fails: 100 - failed, value: failed / 100 },
      http_req_duration: { avg: p95, med: p95 / 2, 'p(95)': p95 },
      'http_req_duration{name:GET a}': { med: p95 / 2, 'p(95)': p95, thresholds: { 'p(95)<500': false } },
    },
  }),
  handleSummary: ({ p95, failed }) => ({
    state: { testRunDurationMs: 10_000 },
    metrics: {
      http_reqs: { type: 'counter', values: { count: 100, rate: 10 } },
      http_req_failed: { type: 'rate', values: { rate: failed / 100, passes: failed, fails: 100 - failed } },
      http_req_duration: { type: 'trend', values: { med: p95 / 2, 'p(95)': p95 } },
      'http_req_duration{name:GET a}': { type: 'trend', values: { med: p95 / 2, 'p(95)': p95 } },
    },
  }),
  'machine-readable': ({ p95, failed }) => ({
    config: { duration: 10 },
    metadata: { k6_version: '2.2.0' },
    results: {
      metrics: [
        { name: 'http_reqs', type: 'counter', values: { count: 100 } },
        { name: 'http_req_failed', type: 'rate', values: { rate: failed / 100, total: 100 } },
        { name: 'http_req_duration', type: 'trend', values: { med: p95 / 2, p95 } },
        { name: 'http_req_duration{name:GET a}', type: 'trend', values: { med: p95 / 2, p95 } },
      ],
    },
  }),
}

describe.each(Object.keys(shapes))('a summary as %s', (shape) => {
  it('is compared with one of any other shape', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', shapes[shape]?.({ p95: 10, failed: 0 }))

    for (const other of Object.values(shapes)) {
      const same = await folder.write('b.json', other({ p95: 10.4, failed: 0 }))
      const slow = await folder.write('c.json', other({ p95: 40, failed: 0 }))
      const failing = await folder.write('d.json', other({ p95: 10, failed: 3 }))

      expect((await compared(a, same)).exitCode).toBe(0)
      expect(await compared(a, slow)).toEqual({
        exitCode: 1,
        worse: ['p50', 'p95', 'p50 of GET a', 'p95 of GET a'],
      })
      expect(await compared(a, failing)).toEqual({ exitCode: 1, worse: ['failed requests'] })
      expect((await compared(slow, a)).exitCode).toBe(0)
    }
  })
})

describe('folders of repeats', () => {
  const repeats = (times: readonly number[]) => times.map((p95) => ({ p95, failed: 0 }))

  it('are tested: a small difference counts when every repeat has it, and noise does not', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.writeAll('a', repeats([10, 10.2, 10.4, 10.1]))
    const slower = await folder.writeAll('slower', repeats([12, 12.5, 12.1, 12.2]))
    const noisy = await folder.writeAll('noisy', repeats([9, 60, 9.5, 10.3]))

    const { exitCode, worse } = await compared(a, slower)

    expect(exitCode).toBe(1)
    expect(worse).toContain('p95')
    expect((await compared(a, noisy)).exitCode).toBe(0)
  })

  it('say that three repeats cannot be tested', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.writeAll('a', repeats([10, 10, 10]))

    const { output } = await compareRuns(a, a, { format: 'text', judging: defaultJudging })

    expect(output).toContain('Too few repeats for a test of significance')
  })
})

describe('JSON lines of k6', () => {
  it('are compared endpoint by endpoint, where an endpoint was asked often enough to tell', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.writeLines('a.jsonl', {
      'GET /often': { requests: 20, ms: 10 },
      'GET /once': { requests: 19, ms: 10 },
    })
    const b = await folder.writeLines('b.jsonl', {
      'GET /often': { requests: 20, ms: 90 },
      'GET /once': { requests: 19, ms: 10 },
    })

    const { exitCode, worse } = await compared(a, b)
    const { output } = await compareRuns(a, b, { format: 'json', judging: defaultJudging })

    expect(exitCode).toBe(1)
    expect(worse).toContain('p95 of GET /often')
    expect(output).not.toContain('GET /once')
  })
})

describe('compare.json files', () => {
  it('are compared fleet by fleet, and one lost cart is one too many', async () => {
    await using folder = await temporaryFolder()
    const lossy = { ...asExpected, stateless: { ...asExpected.stateless, cartsLost: 1 } }
    const a = await folder.write('a.json', sampleComparison().json)
    const b = await folder.write('b.json', sampleComparison(lossy).json)

    const { output, exitCode } = await compareRuns(a, b, { format: 'text', judging: defaultJudging })

    expect(exitCode).toBe(1)
    expect(output).toContain('b is worse than a in 1 of')
    expect(output).toMatch(/stateless: carts lost +0 +1 .*✗ worse/)
    expect((await compared(a, a)).exitCode).toBe(0)
  })
})

describe('folders with the history of shoppers beside the points', () => {
  it('are compared by what was lost, which no status code tells', async () => {
    await using folder = await temporaryFolder()
    const [kept, lost] = await Promise.all([folder.writeRun('kept', true), folder.writeRun('lost', false)])

    expect((await compared(kept, kept)).exitCode).toBe(0)
    expect(await compared(kept, lost)).toEqual({ exitCode: 1, worse: ['carts lost'] })
  })
})

describe('what cannot be compared', () => {
  it('is refused with words that say what can', async () => {
    await using folder = await temporaryFolder()
    const other = await folder.write('package.json', { name: 'not a result' })

    await expect(compared(other, other)).rejects.toThrow(/holds no k6 summary/)
    await expect(compared(join(folder.path, 'gone'), other)).rejects.toThrow(/There is no .*gone/)
  })
})

interface Run {
  readonly p95: number
  readonly failed: number
}

async function compared(a: string, b: string) {
  const { output, exitCode } = await compareRuns(a, b, { format: 'json', judging: defaultJudging })
  const { differences } = JSON.parse(output) as { differences: { measure: string; judgement: string }[] }
  return {
    exitCode,
    worse: differences.filter(({ judgement }) => judgement === 'worse').map(({ measure }) => measure),
  }
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'unsticky-compare-'))
  return {
    path,
    write,
    writeAll,
    writeLines,
    writeRun,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }

  async function write(name: string, json: unknown) {
    const file = join(path, name)
    await writeFile(file, JSON.stringify(json))
    return file
  }

  async function writeLines(name: string, endpoints: Record<string, { requests: number; ms: number }>) {
    const point = (metric: string, endpoint: string, value: number) =>
      JSON.stringify({
        metric,
        type: 'Point',
        data: { time: '2026-11-24T06:51:25.5Z', value, tags: { name: endpoint } },
      })
    const lines = Object.entries(endpoints).flatMap(([endpoint, { requests, ms }]) =>
      Array.from({ length: requests }, () => [
        point('http_reqs', endpoint, 1),
        point('http_req_failed', endpoint, 0),
        point('http_req_duration', endpoint, ms),
      ]).flat(),
    )
    const file = join(path, name)
    await writeFile(file, lines.join('\n'))
    return file
  }

  /** One shopper who finds the cart again, or does not; the points are compressed, as `pnpm evaluate` has them. */
  async function writeRun(name: string, finds: boolean) {
    await mkdir(join(path, name))
    const ledger = createLedger({ shopper: 'shopper-1', now: () => 1_795_500_000_000 })
    const line = { productId: 'tea', quantity: 1 }
    ledger.invoke('addToCart', line, { process: 'laptop' }).answered(200)
    ledger.invoke('readCart', {}, { process: 'laptop' }).answered(200, () => ({ lines: finds ? [line] : [] }))
    await writeFile(join(path, name, 'history.jsonl'), ledger.events().map(formatEvent).join('\n'))
    const points = await writeLines(join(name, 'points.json'), { 'GET /api/cart': { requests: 20, ms: 9 } })
    await writeFile(`${points}.gz`, gzipSync(await readFile(points)))
    await rm(points)
    return join(path, name)
  }

  async function writeAll(name: string, runs: readonly Run[]) {
    await mkdir(join(path, name))
    for (const [index, run] of runs.entries())
      await write(join(name, `repeat-${index + 1}.json`), shapes.handleSummary?.(run))
    return join(path, name)
  }
}
