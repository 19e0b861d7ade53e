import { readFile } from 'node:fs/promises'
import { tallyPlaywright } from './playwright-report.ts'
import type { Tally } from './tally.ts'
import { tallyReport } from './vitest-report.ts'

/** A program that runs the tests of a package and leaves a report behind. */
export interface Runner {
  /** Relative to the package. */
  readonly reportPath: string
  /** Given to the package's test script. */
  readonly options: readonly string[]
  /** Counts what the report says; one that is missing is a failure. */
  readonly tally: (reportPath: string, task: Task) => Promise<Tally>
}

interface Task {
  readonly name: string
  readonly exitCode: number
}

const vitestReport = '.results/vitest.json'

export const runners: Readonly<Record<'vitest' | 'playwright', Runner>> = {
  vitest: {
    reportPath: vitestReport,
    options: ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    tally: async (path, task) => tallyReport({ ...task, report: await readJson(path) }),
  },
  playwright: {
    // Its configuration names the file: on the command line the reporter takes no options.
    reportPath: '.results/playwright.json',
    options: [],
    tally: async (path, task) => tallyPlaywright({ ...task, report: await readJson(path) }),
  },
}

async function readJson(path: string) {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}
