import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildComparison } from './build-comparison.ts'
import { comparisonPage } from './html/page.ts'
import { asExpected, realAnomalies, runOf, sampleComparison } from './testing/sample.ts'
import { toMarkdown, toTerminal } from './text-tables.ts'
import { assertCompareJson } from './validate.ts'
import { writeComparison } from './write-comparison.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unsticky-report-'))
})
afterAll(() => rm(directory, { recursive: true }))

describe('compare.json', () => {
  it('has exactly the fields of schema 1, always in one order', async () => {
    const { jsonFile } = await writeComparison(join(directory, 'new', 'run'), sampleComparison())
    const json = JSON.parse(await readFile(jsonFile, 'utf8'))
    expect(() => assertCompareJson(json)).not.toThrow()
    expect(Object.keys(json)).toEqual([
      ...['schema', 'environment', 'fleets', 'verdict'],
      ...['command', 'validity', 'evidence', 'cost', 'shopping'],
    ])
    expect(Object.keys(json.fleets)).toEqual(['stateful-round-robin', 'stateful-sticky', 'stateless'])
    expect(Object.keys(json.fleets.stateless)).toEqual([
      ...[
        'shoppers',
        'cartsChecked',
        'cartsLost',
        'cartsMixed',
        'loginsLost',
        'picturesLost',
        'ordersPlaced',
      ],
      ...['ordersDuplicated', 'unitsOversold', 'requests', 'requestsFailed', 'p50Ms', 'p95Ms', 'p99Ms'],
    ])
    expect(json.fleets).toEqual(asExpected)
    expect(json.verdict.ok).toBe(true)
  })

  it.each([
    ['another schema', { schema: 2 }, /\/schema must be equal to constant/],
    ['no environment', { environment: {} }, /\/environment must NOT have fewer/],
    ['a field too many', { runs: 3 }, /must NOT have additional properties/],
    ['no fleet at all', { fleets: {} }, /\/fleets must NOT have fewer/],
    [
      'a negative count',
      { fleets: { ...asExpected, stateless: { ...asExpected.stateless, cartsLost: -1 } } },
      /\/fleets\/stateless\/cartsLost must be >= 0/,
    ],
  ])('is refused with %s, and then nothing is written', async (_, change, message) => {
    const comparison = sampleComparison()
    const broken = { ...comparison, json: { ...comparison.json, ...change } as never }
    const target = join(directory, 'broken')
    await expect(writeComparison(target, broken)).rejects.toThrow(message)
    await expect(readFile(join(target, 'compare.json'))).rejects.toThrow(/ENOENT/)
  })

  it('takes an order that stateless forgot into the verdict', () => {
    const [anomaly] = realAnomalies()
    if (!anomaly) throw new Error('The sample shop forgot nothing')
    const forgotten = runOf(asExpected.stateless, [{ ...anomaly, kind: 'order-lost' }])
    const fleets = {
      'stateful-round-robin': runOf(asExpected['stateful-round-robin']),
      'stateful-sticky': runOf(asExpected['stateful-sticky']),
      stateless: forgotten,
    }
    const { verdict } = buildComparison({ fleets, environment: { node: '24' }, command: 'demo' }).json
    expect(verdict).toMatchObject({ ok: false, text: expect.stringContaining('1 orders lost') })
  })
})

describe('repeats', () => {
  const slower = { ...asExpected.stateless, p95Ms: 30, cartsLost: 2 }
  const { json } = buildComparison({
    fleets: {
      'stateful-round-robin': runOf(asExpected['stateful-round-robin']),
      'stateful-sticky': runOf(asExpected['stateful-sticky']),
      stateless: [runOf(asExpected.stateless), runOf(slower), runOf({ ...slower, p95Ms: 20 })],
    },
    environment: { node: '24' },
    command: 'demo',
  })

  it('are summed where they count losses, and their median is taken where they time', () => {
    expect(json.fleets.stateless).toMatchObject({ shoppers: 300, cartsLost: 4, p95Ms: 20 })
    expect(json.verdict.ok).toBe(false)
  })

  it('show their spread', () => {
    expect(toTerminal(json)).toMatch(/Latency p95 .*20\.0 ms \(18\.4 to 30\.0\)/)
  })
})

describe('compare.html', () => {
  const page = comparisonPage(sampleComparison())

  it('says the verdict in words before any table', () => {
    expect(page.indexOf('lost 97 of 100 carts')).toBeGreaterThan(0)
    expect(page.indexOf('lost 97 of 100 carts')).toBeLessThan(page.indexOf('<table>'))
  })

  it('holds figures, examples, what happened, environment and command', () => {
    const parts = [
      '31.9 ms',
      'phone (answered by stateful-3) shows an empty cart',
      'killed (SIGKILL)',
      'resilient',
    ]
    for (const part of [...parts, 'npx -y pnpm@12.21.0 demo']) expect(page).toContain(part)
  })

  it('shows what stands behind the figures', () => {
    const parts = [
      ...['Is this run valid?', 'Second by second', 'Endpoint by endpoint', 'POST /api/cart/lines'],
      ...['Repeats that helped', 'i-1a2b', '64 %', 'What a month would cost', 'stateless/history.jsonl'],
      'the balancer knew 0.9 s later',
    ]
    for (const part of parts) expect(page).toContain(part)
  })

  it('marks failures by their place, not by colour alone', () => {
    const failing = {
      ...asExpected,
      'stateful-sticky': { ...asExpected['stateful-sticky'], requestsFailed: 24 },
    }

    const page = comparisonPage(sampleComparison(failing))
    const bars = page.match(/<rect class="down"[^>]*>/g)

    expect(bars?.length).toBe(2)
    const axis = /class="axis"[^>]*y1="([\d.]+)"/.exec(page)?.[1]
    expect(bars?.every((bar) => bar.includes(`y="${axis}"`))).toBe(true)
  })

  it('needs nothing from the network and runs no script', () => {
    expect(page).not.toMatch(/https?:|<script|<link|<img|url\(|@import/i)
    expect(page).toContain("default-src 'none'")
  })

  it('escapes everything that came from outside', () => {
    const evil = '<img src=x onerror=alert(1)>"\'&'
    const comparison = sampleComparison(asExpected, evil)
    const [anomaly] = realAnomalies()
    if (!anomaly) throw new Error('The sample shop forgot nothing')
    const event = {
      ...anomaly.events[0],
      process: evil,
      instance: evil,
      f: evil,
    } as (typeof anomaly.events)[number]
    const details = {
      ...comparison.details.stateless,
      anomalies: [{ ...anomaly, detail: evil, events: [event] }],
    }
    const poisoned = comparisonPage({
      ...comparison,
      json: { ...comparison.json, environment: { [evil]: evil }, verdict: { ok: true, text: evil } },
      details: { ...comparison.details, stateless: { ...details, timeline: [{ atSeconds: 1, what: evil }] } },
    })
    expect(poisoned).not.toContain('<img')
    expect(poisoned.split('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;').length - 1).toBe(9)
  })

  it('does not print what shoppers sent', () => {
    const [anomaly] = realAnomalies()
    if (!anomaly) throw new Error('The sample shop forgot nothing')
    const events = anomaly.events.map((event) => ({ ...event, value: 'canary-password', key: 'canary-key' }))
    const comparison = sampleComparison()
    const details = {
      ...comparison.details,
      stateless: { ...comparison.details.stateless, anomalies: [{ ...anomaly, events }] },
    }
    expect(comparisonPage({ ...comparison, details })).not.toContain('canary')
  })

  it('shows a planned run of two fleets: both, each repeat, and how sure the differences are', () => {
    const run = { ...runOf(asExpected.stateless), cartsByDevices: devices, turn: 1 }
    const comparison = buildComparison({
      fleets: { 'stateful-sticky': [run, run, run], stateless: [run, run, run] },
      environment: { node: '24' },
      command: 'npx -y pnpm@12.21.0 evaluate',
      plan: {
        ...{ repeats: 3, shoppersPerSecond: 3, warmUpSeconds: 15, measureSeconds: 90, p95LimitMs: 500 },
        ...{ isQuick: false, isFinished: true },
      },
    })

    const planned = comparisonPage(comparison)
    const markdown = toMarkdown(comparison.json)

    expect(() => assertCompareJson(comparison.json)).not.toThrow()
    expect(planned).toContain('two fleets, the same shoppers')
    expect(planned).not.toContain('Stateful, round robin')
    expect(planned.match(/Repeat 3\./g)).toHaveLength(2)
    expect(planned).toContain('a single row could have 0.100 at best from so many repeats')
    expect(planned).toMatch(/kept to one device<\/th><td[^>]*>.*?9 of 150/)
    expect(markdown).toContain(
      '- p95 of GET /api/cart, stateless against sticky: +0.0 ms (× 1.00); ranges overlap, p = 1.000',
    )
    expect(planned).toContain('None of 300 carts is not never')
  })

  it('leaves the timeline out when there is none', () => {
    const comparison = sampleComparison()
    const details = Object.fromEntries(
      Object.entries(comparison.details).map(([id, each]) => [id, { ...each, timeline: [] }]),
    ) as unknown as typeof comparison.details
    expect(comparisonPage({ ...comparison, details })).not.toContain('What happened meanwhile')
  })
})

const devices = {
  oneDevice: { cartsChecked: 50, cartsLost: 3 },
  severalDevices: { cartsChecked: 50, cartsLost: 33 },
}

describe('text tables', () => {
  const { json } = sampleComparison()

  it('are aligned in a terminal, with colours only if asked', () => {
    const text = toTerminal(json)
    const table = text.split('\n\n')[0]?.split('\n') ?? []
    expect(new Set(table.map((line) => line.length)).size).toBe(1)
    expect(table.find((line) => line.startsWith('Carts lost'))).toMatch(/✗ 97 +✗ 41 +✓ 0$/)
    expect(text).not.toContain('\u001b')
    expect(toTerminal(json, { colors: true })).toContain('\u001b[31m')
  })

  it('do not tick what was never looked for', () => {
    const unseen = { ...asExpected.stateless, shoppers: 0, cartsChecked: 0 }
    const text = toTerminal({ ...json, fleets: { ...json.fleets, stateless: unseen } })
    expect(text.split('\n').find((line) => line.startsWith('Carts lost'))).toMatch(/✗ 41 +–$/)
  })

  it('are a table in Markdown', () => {
    const [text, ...lines] = toMarkdown(json).split('\n')
    const [header, line, ...rows] = lines.filter((each) => each.startsWith('|'))
    expect(text).toBe(json.verdict.text)
    expect([header, line, ...rows].every((each) => each?.split('|').length === 6)).toBe(true)
    expect(rows).toContain('| Carts lost | ✗ 97 | ✗ 41 | ✓ 0 |')
    expect(lines.join('\n')).toContain('no iteration was dropped: ✓ 0 dropped')
  })
})
