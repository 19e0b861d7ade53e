/** One file as one repeat, whatever k6 wrote it as. */
import { NothingToCompareError, type Repeat } from '../measure.ts'
import { readStart, readWhole } from './open-text.ts'
import { readCsvPoints, readJsonPoints } from './read-points.ts'
import { readSummary, type SummaryKind } from './read-summary.ts'

export type RunKind = SummaryKind | 'points' | 'csv'

export interface ReadRun extends Repeat {
  readonly kind: RunKind
}

/** `undefined` when the file is of another kind. Throws `NothingToCompareError` when it was cut off or cannot be read. */
export async function readRun(file: string): Promise<ReadRun | undefined> {
  try {
    const start = await readStart(file)
    if (start.trim() === '') throw new Error(`${file} is empty`)
    if (start.startsWith('metric_name,timestamp,'))
      return { file, kind: 'csv', ...(await readCsvPoints(file)) }
    if (/^\s*\{"(metric|type)":"/.test(start) && /"metric":"/.test(start))
      return { file, kind: 'points', ...(await readJsonPoints(file)) }
    const json = parseJson(await readWhole(file), file)
    const summary = json === undefined ? undefined : readSummary(json)
    return summary && { file, ...summary }
  } catch (error) {
    if (error instanceof NothingToCompareError) throw error
    const { message, code } = error as NodeJS.ErrnoException
    throw new NothingToCompareError(code ? `${file} cannot be read: ${message}` : message)
  }
}

/** `undefined` for lines of JSON of another kind. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (isJson(text.split('\n', 1)[0] ?? '') || !/^\s*[{[]/.test(text)) return undefined
    throw new Error(`${file} is cut off: it is no whole JSON`)
  }
}

function isJson(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
