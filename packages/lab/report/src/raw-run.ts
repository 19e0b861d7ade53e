/** The raw results of one run of one fleet, as they lie in a folder. */
import { access, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { judge, parseHistory } from '@unsticky/continuity'
import type { FleetRun } from './build-comparison.ts'
import { disturbances } from './calm-times.ts'
import { cartsByDevices } from './carts-by-devices.ts'
import type { RunEvidence } from './evidence.ts'
import { readK6Points } from './k6-points.ts'

export const historyFileName = 'history.jsonl'
export const pointsFileName = 'points.json'
/** k6 compresses a file of this name, to a tenth. */
export const compressedPointsFileName = 'points.json.gz'
const runFileName = 'run.json'

/** What cannot be read from k6's files. */
export interface RunRecord extends Omit<RunEvidence, 'traffic' | 'rawFiles'> {
  /** Units before the run, to know what was oversold. */
  readonly initialStock: Readonly<Record<string, number>>
}

/** Writes run.json beside the history and the points. */
export async function writeRunRecord(directory: string, record: RunRecord): Promise<void> {
  await writeFile(join(directory, runFileName), `${JSON.stringify(record, null, 2)}\n`)
}

/**
 * Reads history, points and run.json, and judges the history. `results` is the folder of the page, to which the paths
 * of the raw files are relative. Throws when a file is missing or was cut off.
 */
export async function readFleetRun(
  directory: string,
  { results }: { readonly results: string },
): Promise<FleetRun> {
  const file = (name: string) => join(directory, name)
  const points = (await exists(file(pointsFileName))) ? pointsFileName : compressedPointsFileName
  const { initialStock, ...evidence } = JSON.parse(await readFile(file(runFileName), 'utf8')) as RunRecord
  const history = parseHistory(await readFile(file(historyFileName), 'utf8'))
  return {
    ...evidence,
    continuity: judge(history, { initialStock }),
    cartsByDevices: cartsByDevices(history),
    traffic: await readK6Points(file(points), {
      disturbed: disturbances(evidence.timeline, evidence.startsAtMs),
    }),
    rawFiles: [historyFileName, points, runFileName].map((name) =>
      relative(results, file(name)).replaceAll('\\', '/'),
    ),
  }
}

export const isRunFolder = (directory: string): Promise<boolean> => exists(join(directory, runFileName))

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )
