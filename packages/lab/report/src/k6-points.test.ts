import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readK6Points } from './k6-points.ts'
import { percentile } from './percentile.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unsticky-report-'))
})
afterAll(() => rm(directory, { recursive: true }))

/** Lines as k6 2.2 writes them for one request. */
function requestLines(durationMs: number, isExpected = true): readonly string[] {
  const tags = {
    expected_response: String(isExpected),
    method: 'GET',
    name: 'GET /',
    status: isExpected ? '200' : '0',
  }
  const point = (metric: string, value: number) =>
    JSON.stringify({ metric, type: 'Point', data: { time: '2026-11-24T06:51:25.5127754Z', value, tags } })
  return [
    point('http_reqs', 1),
    point('http_req_duration', durationMs),
    point('http_req_waiting', durationMs),
    point('http_req_failed', isExpected ? 0 : 1),
    point('data_sent', 80),
  ]
}

const definition =
  '{"type":"Metric","data":{"name":"http_reqs","type":"counter","contains":"default","thresholds":[],"submetrics":null},"metric":"http_reqs"}'

async function read(...lines: readonly string[]) {
  const file = join(directory, 'points.json')
  await writeFile(file, lines.join('\n'))
  return readK6Points(file)
}

describe('readK6Points', () => {
  it('counts requests and failures, and times those that succeeded', async () => {
    const good = Array.from({ length: 100 }, (_, index) => requestLines(index + 1.04))
    const bad = [requestLines(0.1, false), requestLines(8000, false)]
    expect(await read(definition, ...good.flat(), ...bad.flat(), '')).toMatchObject({
      ...{ requests: 102, requestsFailed: 2, p50Ms: 50, p95Ms: 95, p99Ms: 99 },
    })
  })

  it('has no percentiles where nothing succeeded', async () => {
    expect(await read(...requestLines(3, false))).toMatchObject({
      ...{ requests: 1, requestsFailed: 1, p50Ms: null, p95Ms: null, p99Ms: null },
    })
  })

  it('tells endpoints and seconds apart, and shows a second without an answer', async () => {
    const later = requestLines(7, false).map((line) =>
      line.replace('06:51:25', '06:51:27').replaceAll('GET /', 'GET /slow'),
    )
    const dropped = requestLines(1)[0]?.replace('http_reqs', 'dropped_iterations') as string

    const measured = await read(...requestLines(3), ...later, dropped, dropped)

    expect(
      measured.endpoints.map(({ name, requestsFailed, p95Ms }) => [name, requestsFailed, p95Ms]),
    ).toEqual([
      ['GET /', 0, 3],
      ['GET /slow', 1, null],
    ])
    const all = (ms: number | null) => ({ p50Ms: ms, p95Ms: ms, p99Ms: ms })
    expect(measured.seconds).toEqual([
      { second: 0, succeeded: 1, failed: 0, ...all(3) },
      { second: 1, succeeded: 0, failed: 0, ...all(null) },
      { second: 2, succeeded: 0, failed: 1, ...all(null) },
    ])
    expect(measured).toMatchObject({ droppedIterations: 2, durationSeconds: 2, bytesSent: 160 })
  })

  it('names a request that has no name by method and path, wherever it was sent', async () => {
    const unnamed = requestLines(3).map((line) => line.replace('"GET /"', '"http://127.0.0.1:3000/cart?x=1"'))

    expect((await read(...unnamed)).endpoints.map(({ name }) => name)).toEqual(['GET /cart'])
  })

  it('does not time what was refused as expected: a 409 is no order', async () => {
    const refused = requestLines(900).map((line) => line.replace('"status":"200"', '"status":"409"'))

    const measured = await read(...requestLines(3), ...refused)

    expect(measured).toMatchObject({ requests: 2, requestsFailed: 0, p99Ms: 3 })
    expect(measured.endpoints[0]).toMatchObject({ requestsRefused: 1, p95Ms: 3 })
  })

  it('says why requests failed: by status, and by the cause that the script or k6 names', async () => {
    const failed = (status: string, error: string) =>
      requestLines(3, false).map((line) =>
        line.replace('"status":"0"', `"status":"${status}","error":"${error}"`),
      )
    const cause = (name: string) =>
      JSON.stringify({
        ...{ metric: 'failure_causes', type: 'Point' },
        data: { time: '2026-11-24T06:51:25.5Z', value: 1, tags: { status: '401', cause: name } },
      })

    const { failures } = await read(
      ...[...failed('401', ''), ...failed('401', ''), ...failed('401', '')],
      ...[cause('SHOP_NOT_SIGNED_IN'), cause('SHOP_NOT_SIGNED_IN')],
      ...failed('0', 'read tcp 127.0.0.1:4711->127.0.0.1:80: connection reset by peer'),
    )

    expect(failures).toEqual([
      { status: '401', cause: 'SHOP_NOT_SIGNED_IN', count: 2 },
      { status: '401', cause: 'no cause named', count: 1 },
      { status: '0', cause: 'read tcp : connection reset by peer', count: 1 },
    ])
  })

  it('refuses a file that was cut off, within a line or between lines', async () => {
    await expect(read(...requestLines(3), '{"metric":"http_reqs","ty')).rejects.toThrow(
      /points.json:6 is no line/,
    )
    await expect(read(...requestLines(3), ...requestLines(4).slice(0, 2))).rejects.toThrow(/is not whole/)
  })
})

describe('percentile', () => {
  it('is the nearest rank, without interpolation, rounded to 0.1', () => {
    const sorted = Float64Array.from([1.04, 2.06, 3, 4, 1000])
    expect([0, 20, 21, 50, 99, 100].map((percent) => percentile(sorted, percent))).toEqual([
      ...[1, 1, 2.1, 3, 1000, 1000],
    ])
  })
})
