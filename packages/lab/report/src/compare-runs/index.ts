import * as k6 from '@unsticky/k6-compare'
import { readOurs } from './read-ours.ts'

/** `k6-compare` that also knows results of ours. Throws `NothingToCompareError`. */
export const compareRuns = (a: string, b: string, options: k6.CompareOptions): Promise<k6.ComparedRuns> =>
  k6.compareRuns(a, b, { read: readOurs, ...options })

/** `pnpm report compare`: resolves to the exit code. */
export const runCompare = (args: readonly string[]): Promise<number> => k6.runCli(args, { read: readOurs })
