/** Runs the suite of a lab's port on an attendee's files. One vitest for as many of them as asked. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ProcessGroup } from '@unsticky/processes'
import type { Findings, Lab, Point } from '../lab.type.ts'

/** Files of somebody's to be tried. */
export interface Candidate {
  readonly lab: Lab
  readonly folder: string
}

export interface ContractOptions {
  readonly group: ProcessGroup
  /** How to reach the services, for the suites that need some. */
  readonly env?: Readonly<Record<string, string>>
}

interface VitestReport {
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly Assertion[]
  }[]
}

interface Assertion {
  readonly ancestorTitles: readonly string[]
  readonly title: string
  readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo'
  readonly failureMessages?: readonly string[]
}

const packageFolder = fileURLToPath(new URL('../../', import.meta.url))
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

/** The findings of each candidate, in their order. */
export async function runContracts(
  candidates: readonly Candidate[],
  { group, env = {} }: ContractOptions,
): Promise<readonly Findings[]> {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-lab-suite-'))
  const report = join(directory, 'report.json')
  const chosen = candidates.map(({ lab, folder }) => ({ lab: lab.folder, folder }))
  const running = await group.spawn({
    name: `suite-${Math.random().toString(36).slice(2, 8)}`,
    command: process.execPath,
    args: [vitest, 'run', '--config', 'vitest.suite.config.ts', '--reporter=json', `--outputFile=${report}`],
    cwd: packageFolder,
    env: { ...process.env, ...env, LAB_CANDIDATES: JSON.stringify(chosen) },
  })
  await running.exited
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport
    return candidates.map((_, index) => findingsOf(testResults, index))
  } catch (error) {
    const problem = `The suite did not run to its end: ${(error as Error).message}\n${running.logTail(15)}`
    return candidates.map(() => ({ points: [], problem }))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function findingsOf(results: VitestReport['testResults'], index: number): Findings {
  const own = results
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ ancestorTitles }) => ancestorTitles[0] === nameOf(index))
  const points = own.filter(({ status }) => status === 'passed' || status === 'failed').map(toPoint)
  const loading = points.find(({ name, isFine }) => name === loads && !isFine)
  if (loading) return { points: [], problem: `The file does not load: ${loading.detail}` }
  const message = results.map((each) => each.message).find(Boolean)
  if (points.length === 0) return { points, problem: `The suite found no test to run. ${message ?? ''}` }
  return { points: points.filter(({ name }) => name !== loads) }
}

/** The name of the test that stands for importing the file. */
export const loads = 'loads'

export const nameOf = (index: number) => `candidate ${index}`

const toPoint = ({ title, status, failureMessages }: Assertion): Point => ({
  kind: 'contract',
  name: title,
  isFine: status === 'passed',
  detail: status === 'failed' ? firstLineOf(failureMessages?.[0]) : undefined,
})

/** What went wrong, without colours and without the stack. */
const firstLineOf = (message = '') =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
  (message.replaceAll(/\u001b\[\d+m/g, '').split('\n')[0] ?? '')
    .replace(/^(Assertion)?Error: /, '')
    .slice(0, 200)
