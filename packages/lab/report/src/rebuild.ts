import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildComparison, type Comparison, type FleetRun } from './build-comparison.ts'
import { type FleetId, fleetsOf } from './compare.ts'
import { type Prices, readPrices } from './cost/prices.ts'
import { isRunFolder, readFleetRun } from './raw-run.ts'
import { assertCompareJson } from './validate.ts'

/** Thrown when a folder does not hold what a page is made of; the message says what is missing. */
export class NoResultsError extends Error {
  readonly code = 'REPORT_NO_RESULTS'
}

export interface RebuildOptions {
  readonly requestsPerMonth: number
  readonly usersPerMonth?: number | undefined
  readonly prices?: Prices
  /** The page goes elsewhere and its raw files stay behind, so it names none. */
  readonly isKept?: boolean
}

/** Makes the comparison anew from the raw results of a folder. Throws `NoResultsError`. */
export async function rebuildComparison(
  results: string,
  { requestsPerMonth, usersPerMonth, prices = readPrices(), isKept = false }: RebuildOptions,
): Promise<Comparison> {
  const fleets: Partial<Record<FleetId, readonly FleetRun[]>> = {}
  const old = await readOld(results)
  for (const id of fleetsOf(old.fleets))
    fleets[id] = (await runsOf(id, results)).map((run) => (isKept ? { ...run, rawFiles: [] } : run))
  return buildComparison({
    fleets,
    environment: old.environment,
    command: old.command ?? '',
    cost: { requestsPerMonth, usersPerMonth, prices },
    ...(old.plan && { plan: old.plan }),
  })
}

/** `stateless`, and `stateless-2`, `stateless-3` of further repeats. */
async function runsOf(id: FleetId, results: string): Promise<readonly FleetRun[]> {
  const names = (await readdir(results).catch(() => [])).filter(
    (name) => name === id || (name.startsWith(`${id}-`) && /^\d+$/.test(name.slice(id.length + 1))),
  )
  const runs: FleetRun[] = []
  for (const name of names.sort((a, b) => a.length - b.length || a.localeCompare(b)))
    if (await isRunFolder(join(results, name)))
      runs.push(await readFleetRun(join(results, name), { results }))
  if (runs.length === 0)
    throw new NoResultsError(
      `${results} holds no raw results of ${id} (${id}/run.json with history.jsonl and points.json). \`pnpm demo\` and \`pnpm evaluate\` make a folder that does.`,
    )
  return runs
}

/** Machine, versions and command were written down when it ran. */
async function readOld(results: string) {
  const file = join(results, 'compare.json')
  const text = await readFile(file, 'utf8').catch(() => {
    throw new NoResultsError(`${file} is missing: it says on what machine the results were measured.`)
  })
  const json: unknown = JSON.parse(text)
  assertCompareJson(json)
  return json
}
