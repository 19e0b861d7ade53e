import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { type CompareJson, type FleetResult, fleetIds } from '../compare.ts'
import { type MeasuredTraffic, readK6Points, type Traffic } from '../k6-points.ts'
import {
  loss,
  type Measures,
  measuresOf,
  milliseconds,
  percent,
  perSecond,
  type Repeat,
  type Series,
} from './measure.ts'
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
  const files = names.filter((name) => /\.jsonl?$/.test(name)).sort()
  const own = files.find((name) => basename(name) === 'compare.json')
  const ownSeries = own ? await readFileAlone(join(folder, own)) : []
  const repeats: Repeat[] = []
  for (const name of files.filter((each) => each !== own)) {
    const measures = await readResult(join(folder, name))
    if (measures && !isComparison(measures)) repeats.push({ file: join(folder, name), measures })
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
  const text = await readFile(file, 'utf8')
  if (/^\s*\{"(metric|type)":"/.test(text) && /"metric":"/.test(text.slice(0, 4000)))
    return measuresOfPoints(await readK6Points(file))
  try {
    const json = JSON.parse(text)
    return isComparison(json) ? json : readSummary(json)
  } catch {
    return undefined
  }
}

const isComparison = (json: unknown): json is CompareJson =>
  typeof json === 'object' && json !== null && 'schema' in json && 'fleets' in json

const seriesOfComparison = ({ fleets }: CompareJson, file: string): readonly Series[] =>
  fleetIds.map((name) => ({ name, repeats: [{ file, measures: measuresOfFleet(fleets[name]) }] }))

const measuresOfFleet = (fleet: FleetResult): Measures =>
  measuresOf({
    ...percentileMeasures(fleet),
    'failed requests': percent(fleet.requestsFailed / fleet.requests),
    'carts lost': loss(fleet.cartsLost),
    'carts mixed': loss(fleet.cartsMixed),
    'logins lost': loss(fleet.loginsLost),
    'profiles or pictures lost': loss(fleet.picturesLost),
    'orders duplicated': loss(fleet.ordersDuplicated),
    'units oversold': loss(fleet.unitsOversold),
  })

const measuresOfPoints = (traffic: MeasuredTraffic): Measures =>
  measuresOf({
    ...percentileMeasures(traffic),
    'failed requests': percent(traffic.requestsFailed / traffic.requests),
    'failed checks': percent(traffic.checksFailed / traffic.checks),
    'requests per second': perSecond(traffic.requests / traffic.durationSeconds),
    'dropped iterations': loss(traffic.droppedIterations),
    ...Object.assign(
      {},
      ...traffic.endpoints.filter(isOftenAsked).map((each) => percentileMeasures(each, ` of ${each.name}`)),
    ),
  })

/** Of fewer requests the p95 is the slowest one, which is chance. */
const isOftenAsked = ({ requests }: Traffic) => requests >= 20

const percentileMeasures = (
  { p50Ms, p95Ms, p99Ms }: Pick<Traffic, 'p50Ms' | 'p95Ms' | 'p99Ms'>,
  suffix = '',
) => ({
  [`p50${suffix}`]: p50Ms === null ? undefined : milliseconds(p50Ms),
  [`p95${suffix}`]: p95Ms === null ? undefined : milliseconds(p95Ms),
  [`p99${suffix}`]: p99Ms === null ? undefined : milliseconds(p99Ms),
})
