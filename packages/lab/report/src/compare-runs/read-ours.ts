/** What `report compare` reads beyond k6's own files: a compare.json, and the histories of shoppers beside points. */
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { judge, parseHistory } from '@unsticky/continuity'
import {
  isFolder,
  type Measures,
  milliseconds,
  NothingToCompareError,
  nothingIn,
  type Repeat,
  readFolder,
  readSeries,
  type Series,
  share,
} from '@unsticky/k6-compare'
import { type CompareJson, type FleetId, type FleetResult, fleetEntries } from '../compare.ts'
import type { Traffic } from '../k6-points.ts'
import { historyFileName } from '../raw-run.ts'
import { type Shopping, shoppingOf } from '../shopping.ts'

/** Ours, and empty where a script writes no history. */
const ignored = [historyFileName, 'run.json', 'load.json', 'compare.json']

/**
 * In a folder with a compare.json of ours each fleet is a series of its own. Where a history lies beside the points of a
 * repeat, what its shoppers lost is compared, too, which no status code tells. Throws `NothingToCompareError`.
 */
export async function readOurs(path: string): Promise<readonly Series[]> {
  if (!(await isFolder(path))) {
    const json = await readComparison(path)
    return json
      ? fleetEntries(json.fleets).map(([id]) => fleetSeries(id, json, { file: path }))
      : readSeries(path)
  }
  const json = await readComparison(join(path, 'compare.json'))
  if (json) return Promise.all(fleetEntries(json.fleets).map(([id]) => fleetOfFolder(path, id, json)))
  const repeats = await withLosses(await readFolder(path, { ignored }))
  if (repeats.length === 0)
    throw new NothingToCompareError(`${nothingIn(path).slice(0, -1)} and no compare.json.`)
  return [{ name: '', repeats }]
}

async function readComparison(file: string): Promise<CompareJson | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  try {
    const json: unknown = JSON.parse(text)
    const isOurs = typeof json === 'object' && json !== null && 'schema' in json && 'fleets' in json
    return isOurs ? (json as CompareJson) : undefined
  } catch {
    return undefined // said by whoever reads it as a file of k6
  }
}

/** `stateless`, and `stateless-2`, `stateless-3` of further repeats. */
async function fleetOfFolder(folder: string, id: FleetId, json: CompareJson): Promise<Series> {
  const names = (await readdir(folder)).filter((name) => name.replace(/-\d+$/, '') === id)
  const found = (await Promise.all(names.map((name) => readFolder(join(folder, name), { ignored })))).flat()
  const kept = fleetSeries(id, json, { file: join(folder, 'compare.json') })
  if (found.length === 0) return kept
  const environment = { ...json.environment }
  const repeats = (await withLosses(found)).map((repeat) => ({
    ...repeat,
    ...(repeat.facts && { facts: { ...repeat.facts, environment } }),
  }))
  const hasLosses = repeats.some(({ measures }) => 'carts lost' in measures)
  const [first, ...others] = repeats
  if (hasLosses || !first) return { name: id, repeats }
  return {
    name: id,
    repeats: [{ ...first, measures: { ...first.measures, ...lossesIn(json, id) } }, ...others],
  }
}

/** Losses are counted over all repeats, so they stand with the first. */
function fleetSeries(id: FleetId, json: CompareJson, { file }: { file: string }): Series {
  const fleet = json.fleets[id]
  if (!fleet) return { name: id, repeats: [] }
  const repeats: readonly Traffic[] = json.evidence?.[id]?.repeats ?? [fleet]
  return {
    name: id,
    repeats: repeats.map((repeat, index) => ({
      file,
      measures: { ...timesOf(repeat), ...(index === 0 && lossesIn(json, id)) },
      facts: { requests: repeat.requests, iterations: 0, names: [], environment: json.environment },
    })),
  }
}

function timesOf({ requests, requestsFailed, ...times }: Traffic): Measures {
  const known = (['p50Ms', 'p95Ms', 'p99Ms'] as const).flatMap((field) => {
    const value = times[field]
    return value === null ? [] : [[field.slice(0, -2), milliseconds(value)] as const]
  })
  return {
    ...Object.fromEntries(known),
    ...(requests > 0 && { 'failed requests': share(requestsFailed, requests) }),
  }
}

function lossesIn({ shopping, fleets }: CompareJson, id: FleetId): Measures {
  const found = shopping?.[id]
  if (found) return lossMeasures(found)
  const fleet = fleets[id]
  return fleet ? lossesOfBefore(fleet) : {}
}

/** What nobody could see is no measure. */
function lossMeasures({ buyers, ordersCompleted, losses }: Shopping): Measures {
  const seen = losses.filter(({ looked }) => looked > 0)
  return {
    ...(buyers > 0 && {
      'orders not completed': share(buyers - ordersCompleted, buyers, { isForbidden: true }),
    }),
    ...Object.fromEntries(
      seen.map(({ what, count, looked }) => [what, share(count, looked, { isForbidden: true })]),
    ),
  }
}

/** A compare.json from before losses were kept with how often they could have been seen. */
function lossesOfBefore(fleet: FleetResult): Measures {
  const counts: readonly (readonly [string, number, number])[] = [
    ['carts lost', fleet.cartsLost, fleet.cartsChecked],
    ['carts foreign', fleet.cartsMixed, fleet.cartsChecked],
    ['logins lost', fleet.loginsLost, fleet.shoppers],
    ['pictures lost', fleet.picturesLost, fleet.shoppers],
    ['orders doubled', fleet.ordersDuplicated, fleet.ordersPlaced],
    ['units oversold', fleet.unitsOversold, fleet.ordersPlaced],
  ]
  const seen = counts.filter(([, , of]) => of > 0)
  return Object.fromEntries(seen.map(([what, hits, of]) => [what, share(hits, of, { isForbidden: true })]))
}

const withLosses = (repeats: readonly Repeat[]) =>
  Promise.all(
    repeats.map(async (repeat) => {
      const history = await readFile(join(dirname(repeat.file), historyFileName), 'utf8').catch(() => '')
      if (history === '') return repeat
      const losses = lossMeasures(shoppingOf([judge(parseHistory(history))]))
      return { ...repeat, measures: { ...repeat.measures, ...losses } }
    }),
  )
