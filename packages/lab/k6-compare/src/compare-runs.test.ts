import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareRuns } from './compare-runs.ts'
import { defaultJudging, type Judging } from './judge/judging.ts'
import { type Run, shapes, temporaryFolder, written } from './testing/runs.ts'

interface Row {
  readonly measure: string
  readonly judgement: string
  readonly repeatsA: number
  readonly repeatsWanted?: number
  readonly a: number
  readonly b: number
}

async function compared(a: string, b: string, judging: Partial<Judging> = {}) {
  const { output, exitCode } = await compareRuns(a, b, {
    format: 'json',
    judging: { ...defaultJudging, ...judging },
  })
  const { differences, warnings, answer } = JSON.parse(output) as {
    differences: readonly Row[]
    warnings: readonly string[]
    answer: string
  }
  const measures = (judgement: string) =>
    differences.filter((each) => each.judgement === judgement).map(({ measure }) => measure)
  return { exitCode, answer, differences, warnings, worse: measures('worse'), measures }
}

const rowOf = ({ differences }: { differences: readonly Row[] }, measure: string) =>
  differences.find((each) => each.measure === measure)

describe.each(shapes)('a run as %s', (shape) => {
  it('is compared with one of any other shape, compressed or not', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.txt', written(shape))

    for (const other of shapes) {
      const same = await folder.write('b.gz', written(other, { p95: 100.4 }))
      const slow = await folder.write('c', written(other, { p95: 400 }))
      const failing = await folder.write('d', written(other, { failed: 60 }))
      const dropping = await folder.write('e', written(other, { dropped: 400 }))

      expect((await compared(a, same)).exitCode, other).toBe(0)
      expect((await compared(a, slow)).answer, other).toBe('cannot tell')
      expect((await compared(a, slow, { bySizePercent: 100 })).worse, other).toContain('p95')
      expect((await compared(a, failing)).worse, other).toContain('failed requests')
      expect((await compared(failing, a)).exitCode, other).toBe(0)
      expect((await compared(a, dropping)).worse, other).toEqual(['dropped iterations'])
    }
  }, 120_000)
})

describe('repeats', () => {
  const repeats = (times: readonly number[], run: Run = {}) => times.map((p95) => ({ ...run, p95 }))

  it('tell a change when all of them have it, and noise from a change', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.writeAll('a', repeats([100, 102, 104, 101, 103]))
    const slower = await folder.writeAll('slower', repeats([130, 135, 131, 132, 133]))
    const trifle = await folder.writeAll('trifle', repeats([106, 107, 108, 106.5, 107.5]))
    const noisy = await folder.writeAll('noisy', repeats([90, 600, 95, 103, 80]))

    expect(await compared(a, slower)).toMatchObject({ exitCode: 1, worse: ['p50', 'p95'] })
    expect(await compared(a, trifle)).toMatchObject({ exitCode: 0, worse: [] })
    expect((await compared(a, trifle, { smallestChangePercent: 3 })).exitCode).toBe(1)
    expect((await compared(a, noisy)).worse).toEqual([])
    expect((await compared(slower, a)).measures('better')).toEqual(['p50', 'p95'])
  })

  it('of three cannot tell +30 %, though their ranges are apart, and say how many would', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.writeAll('a', repeats([100, 102, 104]))
    const b = await folder.writeAll('b', repeats([130, 133, 136]))

    const result = await compared(a, b)

    expect(result).toMatchObject({ exitCode: 3, answer: 'cannot tell', worse: [] })
    expect(rowOf(result, 'p95')).toMatchObject({ judgement: 'cannot tell', repeatsWanted: 5 })
  })

  it('are rates, not sums: more runs are not more failures', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.writeAll('a', repeats([100, 101, 102, 103], { failed: 120 }))
    const b = await folder.writeAll('b', repeats([100], { failed: 240 }))

    const result = await compared(a, b)

    expect(result.worse).toEqual(['failed requests'])
    expect(rowOf(result, 'failed requests')).toMatchObject({ a: 10, b: 20 })
  })

  it('count once where points, CSV and summaries of a run lie side by side, whatever they are called', async () => {
    await using folder = await temporaryFolder()
    for (const [index, p95] of [100, 120, 140].entries())
      for (const shape of shapes)
        await folder.write(`a/${shape}-of-${index}.json`, written(shape, { p95, requests: 1000 }))
    const a = join(folder.path, 'a')

    const result = await compared(a, a)

    expect(rowOf(result, 'p95')?.repeatsA).toBe(3)
    expect(rowOf(result, 'threshold p(95)<500 of http_req_duration')?.repeatsA).toBe(3)
  }, 120_000)
})

describe('what k6 users measure', () => {
  const summary = (metrics: Run['metrics'], run: Run = {}) => written('handleSummary', { ...run, metrics })

  it('a threshold that b crosses and a did not is worse', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', written('export'))
    const b = await folder.write('b.json', written('handleSummary', { isCrossed: true }))

    expect((await compared(a, b)).worse).toEqual(['threshold p(95)<500 of http_req_duration'])
    expect((await compared(b, a)).exitCode).toBe(0)
  })

  it('metrics of their own go by their thresholds, or by what the options say', async () => {
    await using folder = await temporaryFolder()
    const lost = (count: number) =>
      summary({
        carts_lost: { type: 'counter', values: { count }, thresholds: { 'count==0': { ok: count === 0 } } },
      })
    const found = (rate: number) =>
      summary({ found: { type: 'rate', values: { rate, passes: rate * 1000, fails: 1000 - rate * 1000 } } })
    const a = await folder.write('a.json', lost(0))
    const b = await folder.write('b.json', lost(5))
    const [good, bad] = [await folder.write('c.json', found(0.9)), await folder.write('d.json', found(0.5))]

    expect((await compared(a, b)).worse).toEqual(['threshold count==0 of carts_lost'])
    expect((await compared(good, bad)).measures('changed')).toEqual(['found'])
    expect((await compared(good, bad, { higherIsBetter: ['found'] })).worse).toEqual(['found'])
  })

  it('scenarios, groups and addresses are told apart', async () => {
    await using folder = await temporaryFolder()
    const tagged = (p95: number) =>
      summary({
        'http_req_duration{scenario:pay}': {
          type: 'trend',
          contains: 'time',
          values: { med: p95, 'p(95)': p95 },
        },
        'http_req_duration{group:::cart}': {
          type: 'trend',
          contains: 'time',
          values: { med: 9, 'p(95)': 9 },
        },
        'http_req_duration{url:http://host:1/x?q=1}': {
          type: 'trend',
          contains: 'time',
          values: { med: 9, 'p(95)': 9 },
        },
      })
    const [a, b] = [await folder.write('a.json', tagged(100)), await folder.write('b.json', tagged(200))]

    const { differences, worse } = await compared(a, b, { bySizePercent: 50 })

    expect(differences.map(({ measure }) => measure)).toEqual(
      expect.arrayContaining(['p95 of scenario pay', 'p95 of group cart', 'p95 of /x']),
    )
    expect(worse).toEqual(['p50 of scenario pay', 'p95 of scenario pay'])
  })

  it('a percentile of a few good requests is none', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', written('points', { requests: 200 }))
    const b = await folder.write('b.json', written('points', { requests: 200, failed: 197 }))

    const result = await compared(a, b)

    expect(result.worse).toContain('failed requests')
    expect(rowOf(result, 'p95')).toMatchObject({ judgement: 'only in a', b: null })
  })

  it('what only one side has is shown, and missing in b is not "not worse"', async () => {
    await using folder = await temporaryFolder()
    const own = { checkout_time: { type: 'trend', contains: 'time', values: { med: 5, 'p(95)': 9 } } }
    const a = await folder.write('a.json', summary(own))
    const b = await folder.write('b.json', summary({}))

    expect(await compared(a, b)).toMatchObject({ exitCode: 3 })
    expect((await compared(a, b)).measures('only in a')).toEqual([
      'p50 of checkout_time',
      'p95 of checkout_time',
    ])
    expect(await compared(b, a)).toMatchObject({ exitCode: 0 })
  })
})

describe('warnings', () => {
  it('tell runs apart that differ in more than what they ran against', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', written('points', { requests: 300 }))
    const b = await folder.write(
      'b.json',
      written('points', { requests: 600 }).replaceAll('GET /a', 'GET /b'),
    )

    const { warnings } = await compared(a, b)

    expect(warnings).toEqual([
      expect.stringContaining('The scripts differ: only in a: request GET /a; only in b: request GET /b'),
      expect.stringContaining('rate of iterations: 5.0/s and 10.0/s'),
    ])
    expect((await compared(a, a)).warnings).toEqual([])
  })
})

describe('what cannot be compared', () => {
  it.each<[string, string, string]>([
    ['half a summary', '{"metrics":{"http_reqs":{"count":1', 'is cut off: it is no whole JSON'],
    ['half a line of points', written('points', { requests: 3 }).slice(0, -20), 'is cut off'],
    [
      'lines that are missing',
      written('points', { requests: 3 }).split('\n').slice(0, -3).join('\n'),
      'is cut off',
    ],
    ['half a line of CSV', written('csv', { requests: 3 }).slice(0, -40), 'is cut off'],
    ['an empty file', '', 'is empty'],
    ['something else', '{"name":"not a result"}', 'holds no k6 summary'],
    [
      'a run without a request',
      JSON.stringify({ metrics: { iterations: { count: 10 }, http_req_duration: { med: 0 } } }),
      'made no request',
    ],
  ])('is refused in one line: %s', async (_, text, message) => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', written('export'))
    const b = await folder.write('b.json', text)
    const inFolder = await folder.write('f/b.json', text)

    await expect(compared(a, b)).rejects.toThrow(message)
    await expect(compared(b, a)).rejects.toThrow(message)
    if (text !== '{"name":"not a result"}')
      await expect(compared(a, join(inFolder, '..'))).rejects.toThrow(message)
  })

  it('is a file that was cut off while it was compressed', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', written('export'))
    const whole = await folder.write('b.json.gz', written('points', { requests: 300 }))
    const { readFile, writeFile } = await import('node:fs/promises')
    await writeFile(whole, (await readFile(whole)).subarray(0, 500))

    await expect(compared(a, whole)).rejects.toThrow(/cannot be read|cut off/)
  })

  it('is a path that is not there', async () => {
    await expect(compared('/gone', '/gone')).rejects.toThrow('There is no /gone')
  })
})

describe('Markdown', () => {
  it('says the answer first, folds what stayed the same, and lets no name break out', async () => {
    await using folder = await temporaryFolder()
    const evil = {
      'http_req_duration{name:GET |<b>}': { type: 'trend', contains: 'time', values: { med: 1, 'p(95)': 1 } },
    }
    const a = await folder.write('a.json', written('handleSummary', { metrics: evil }))

    const { output } = await compareRuns(a, a, { format: 'markdown' })

    expect(output).toMatch(/^### k6: is b worse than a\?\n\n\*\*✓ b is not worse than a/)
    expect(output).toContain('<details><summary>')
    expect(output).toContain('GET \\|&lt;b>')
    for (const line of output.split('\n').filter((each) => each.startsWith('|')))
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(9)
  })
})
