import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { judge, parseHistory } from '@unsticky/continuity'
import type { CompareJson } from '../compare.ts'
import { readK6Points } from '../k6-points.ts'
import { historyFileName } from '../raw-run.ts'
import { type Measures, measuresOf, type Repeat, type Series } from './measure.ts'
import { lossesOf, measuresOfPoints, seriesOfComparison } from './our-measures.ts'
import { readSummary } from './read-summary.ts'

/** Thrown when a path holds nothing that can be compared; the message says what would. */
export class NothingToCompareError extends Error {
  readonly code = 'REPORT_NOTHING_TO_COMPARE'
}

/**
 * Reads a k6 summary, k6's JSON lines, a compare.json, or a folder of them. Each file in a folder is one repeat; in a
 * folder with a compare.json of ours, each fleet is a series of its own. Throws `NothingToCompareError`.
 */
export async function readSeries(path: string): Promise<readonly Series[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => {
      throw new NothingToCompareError(
        `There is no ${path}. Give a k6 summary, k6 JSON lines, or a folder of them.`,
      )
    },
  )
  const series = isFolder ? await readFolder(path) : await readFileAlone(path)
  if (series.length === 0)
    throw new NothingToCompareError(
      `${path} holds no k6 summary (--summary-export or handleSummary), no k6 JSON lines (--out json=…) and no compare.json.`,
    )
  return series
}

async function readFileAlone(file: string): Promise<readonly Series[]> {
  const found = await readResult(file)
  if (!found) return []
  return isComparison(found)
    ? seriesOfComparison(found, file)
    : [{ name: '', repeats: [{ file, measures: found }] }]
}

async function readFolder(folder: string): Promise<readonly Series[]> {
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => /\.(jsonl?|ndjson|json\.gz)$/.test(name)).sort()
  const own = files.find((name) => basename(name) === 'compare.json')
  const ownSeries = own ? await readFileAlone(join(folder, own)) : []
  const repeats: Repeat[] = []
  for (const name of files.filter((each) => each !== own)) {
    const file = join(folder, name)
    const measures = await readResult(file)
    if (!measures || isComparison(measures)) continue
    const losses = own ? {} : await lossesBeside(file)
    repeats.push({ file, measures: { ...measures, ...losses } })
  }
  const groups = Object.groupBy(withoutTwins(repeats), ({ file }) =>
    own ? fleetOf(relative(folder, file)) : '',
  )
  const read = Object.entries(groups).map(([name, found = []]) => ({ name, repeats: found }))
  return own ? withLosses(read, ownSeries) : read
}

/** k6 was asked for the summary and the points of one run: the points know more. */
function withoutTwins(repeats: readonly Repeat[]) {
  const fromPoints = repeats.filter(({ file }) => isPointsFile(file)).map(({ file }) => dirname(file))
  return repeats.filter(({ file }) => isPointsFile(file) || !fromPoints.includes(dirname(file)))
}

const isPointsFile = (file: string) => /^points\b/.test(basename(file))

/** `stateless/points.json`, and `stateless-2/points.json` of the second repeat. */
const fleetOf = (name: string) => name.split(/[\\/]/)[0]?.replace(/-\d+$/, '') ?? ''

/** The raw points of a fleet know the repeats; what its shoppers lost stands in compare.json. */
function withLosses(read: readonly Series[], ownSeries: readonly Series[]): readonly Series[] {
  return ownSeries.map((own) => {
    const repeats = read.find(({ name }) => name === own.name)?.repeats
    const [first] = own.repeats
    if (!repeats || !first) return own
    const losses = Object.entries(first.measures).filter(([, { unit }]) => unit === '')
    return {
      name: own.name,
      repeats: repeats.map(({ file, measures }, index) => ({
        file,
        measures: index === 0 ? { ...measures, ...Object.fromEntries(losses) } : measures,
      })),
    }
  })
}

/** `undefined` when the file is of another kind. Half a file of k6 is an error, not another kind. */
async function readResult(file: string): Promise<Measures | CompareJson | undefined> {
  if (await holdsPoints(file)) return measuresOfPoints(await readK6Points(file))
  try {
    const json = JSON.parse(await readFile(file, 'utf8'))
    return isComparison(json) ? json : readSummary(json)
  } catch {
    return undefined
  }
}

/** By its beginning, as points may be larger than a text can be. */
async function holdsPoints(file: string): Promise<boolean> {
  if (file.endsWith('.gz')) return true
  const chunks = createReadStream(file, { end: 4000 }).setEncoding('utf8')
  const start = (await chunks.toArray()).join('')
  return /^\s*\{"(metric|type)":"/.test(start) && /"metric":"/.test(start)
}

/** What the shoppers lost, where their history lies beside the points of a load test of ours. */
async function lossesBeside(file: string): Promise<Measures> {
  const history = await readFile(join(dirname(file), historyFileName), 'utf8').catch(() => '')
  return isPointsFile(file) && history !== '' ? measuresOf(lossesOf(judge(parseHistory(history)))) : {}
}

const isComparison = (json: unknown): json is CompareJson =>
  typeof json === 'object' && json !== null && 'schema' in json && 'fleets' in json
