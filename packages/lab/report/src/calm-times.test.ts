import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { disturbances } from './calm-times.ts'
import { endpointsOf } from './endpoints.ts'
import { readK6Points } from './k6-points.ts'
import { emulatorShare, routeRows } from './route-rows.ts'
import { sampleComparison } from './testing/sample.ts'

const folder = mkdtempSync(join(tmpdir(), 'unsticky-calm-'))
afterAll(() => rmSync(folder, { recursive: true }))

const startsAtMs = Date.parse('2026-11-28T10:00:00Z')
const kill = { atSeconds: 6, what: 'i-1 killed', kind: 'kill' as const, untilSeconds: 7 }

/** One request a second, 5 ms each; those that end from the kill until a second after it was found out take 900. */
function pointsFile() {
  const lines = Array.from({ length: 20 }, (_, second) => {
    const time = new Date(startsAtMs + second * 1000).toISOString()
    const tags = { name: 'GET /api/cart', method: 'GET', status: '200', expected_response: 'true' }
    const point = (metric: string, value: number) => ({ metric, type: 'Point', data: { time, value, tags } })
    const took = second >= 6 && second <= 8 ? 900 : 5
    return [point('http_reqs', 1), point('http_req_failed', 0), point('http_req_duration', took)]
  })
  const file = join(folder, 'points.json')
  writeFileSync(
    file,
    lines
      .flat()
      .map((point) => `${JSON.stringify(point)}\n`)
      .join(''),
  )
  return file
}

describe('times of a route', () => {
  it('are told apart: in calm seconds, and around what was done to the fleet', async () => {
    const disturbed = disturbances([kill], startsAtMs)

    const traffic = await readK6Points(pointsFile(), { disturbed })

    const [cart] = endpointsOf([traffic])
    expect(cart?.calm).toEqual({ p50Ms: 5, p95Ms: 5, p99Ms: 5 })
    expect(cart?.disturbed?.p95Ms).toBe(900)
    expect(traffic.seconds[7]).toMatchObject({ p50Ms: 900, p99Ms: 900 })
    expect(traffic.tookMs).toBe(17 * 5 + 3 * 900)
  })

  it('are not parted where nothing was done', async () => {
    const [cart] = endpointsOf([await readK6Points(pointsFile())])

    expect(cart).not.toHaveProperty('calm')
  })

  it('stand by route in the table', () => {
    const { json } = sampleComparison()

    const cart = routeRows(json).find(({ label }) => label === 'GET /api/cart')

    expect(cart?.cells.map(({ text }) => text)).toEqual(['2.1 / 7.0 ms', '2.1 / 7.0 ms', '6.1 / 18.4 ms'])
  })
})

describe('the part of the emulator', () => {
  const evidence = sampleComparison().json.evidence?.stateless as NonNullable<
    NonNullable<ReturnType<typeof sampleComparison>['json']['evidence']>['stateless']
  >

  it('is the time that its answers were waited for, of the time of all requests', () => {
    const stores = [
      { name: 'DynamoDB', reads: 1, writes: 1, waitedMs: 300 },
      { name: 'Valkey', reads: 1, writes: 0 },
    ]

    expect(emulatorShare({ ...evidence, stores, requestsTookMs: 1000 })).toBe(0.3)
  })

  it('is not told where nobody counted', () => {
    expect(emulatorShare({ ...evidence, requestsTookMs: 1000 })).toBeUndefined()
  })
})
