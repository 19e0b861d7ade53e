/** k6's points: `--out json=…` and `--out csv=…`, line by line, as they may be larger than a text can be. */
import type { Repeat } from '../measure.ts'
import { parseCsvLine } from './csv.ts'
import { isBuiltIn } from './names.ts'
import { readLines } from './open-text.ts'
import { createTally } from './tally.ts'

/** A request has nine points of which three count here; not parsing the others makes large files bearable. */
const unused =
  /"metric":"(http_req_(blocked|connecting|tls_handshaking|sending|waiting|receiving)|data_sent|data_received|group_duration|iteration_duration|vus)"/

interface JsonPoint {
  readonly metric: string
  readonly type: string
  readonly data: {
    readonly time: string
    readonly value: number
    readonly tags?: Readonly<Record<string, string>>
    readonly type?: string
    readonly contains?: string
    readonly thresholds?: readonly string[]
  }
}

export async function readJsonPoints(file: string): Promise<Omit<Repeat, 'file'>> {
  const tally = createTally()
  let number = 0
  for await (const line of readLines(file)) {
    number += 1
    if (line.trim() === '' || (line.endsWith('}') && unused.test(line))) continue
    const { metric, type, data } = parse(line, `${file}:${number}`)
    if (type === 'Metric')
      tally.define(metric, {
        ...(data.type && { type: data.type }),
        isTime: data.contains === 'time',
        thresholds: data.thresholds ?? [],
      })
    if (type === 'Point')
      tally.add({ metric, atMs: Date.parse(data.time), value: data.value, tags: data.tags ?? {} })
  }
  return tally.result(file)
}

function parse(line: string, place: string): JsonPoint {
  try {
    return JSON.parse(line)
  } catch {
    throw new Error(`${place} is cut off: it is no line of k6's JSON output`)
  }
}

export async function readCsvPoints(file: string): Promise<Omit<Repeat, 'file'>> {
  const tally = createTally({ clockSeconds: 1 })
  let columns: readonly string[] = []
  let number = 0
  for await (const line of readLines(file)) {
    number += 1
    const cells = parseCsvLine(line)
    if (number === 1) {
      columns = cells
      continue
    }
    if (line.trim() === '') continue
    if (cells.length !== columns.length)
      throw new Error(`${file}:${number} is cut off: ${cells.length} of ${columns.length} columns`)
    const {
      metric_name: metric = '',
      timestamp,
      metric_value: value,
      ...tags
    } = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
    if (
      isBuiltIn(metric) &&
      !/^(http_req(s|_failed|_duration)|checks|iterations|dropped_iterations|vus_max)$/.test(metric)
    )
      continue
    tally.add({ metric, atMs: toMilliseconds(timestamp ?? ''), value: Number(value), tags })
  }
  return tally.result(file)
}

/** Seconds unless K6_CSV_TIME_FORMAT says otherwise. */
function toMilliseconds(text: string): number {
  const number = Number(text)
  if (!Number.isFinite(number)) return Date.parse(text)
  return number > 1e16 ? number / 1e6 : number > 1e14 ? number / 1e3 : number > 1e11 ? number : number * 1000
}
