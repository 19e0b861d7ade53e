import { type Failure, failedCheck, type Tally } from './tally.ts'

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[] | null
    }[]
  }[]
}

interface PackageRun {
  readonly name: string
  /** Of the package's test task. */
  readonly exitCode: number
  /** `undefined` when the process left none behind. */
  readonly report: VitestReport | undefined
}

/** Counts the tests of one package. A process that failed for a reason no test names counts as one failure more. */
export function tallyReport({ name, exitCode, report }: PackageRun): Tally {
  if (!report) return failedCheck(name, `The tests ended with exit code ${exitCode} and left no report`)
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const failures = report.testResults.flatMap((file) => failuresOf(name, file))
  const passed = tests.filter(({ status }) => status === 'passed').length
  const failed = tests.filter(({ status }) => status === 'failed').length
  if (failures.length === 0 && exitCode !== 0) {
    failures.push({
      where: name,
      message: `All tests passed, but the process ended with exit code ${exitCode}`,
    })
  }
  const skipped = tests.length - passed - failed
  return { passed, failed: failures.length, skipped, failures, tests: passed + failed }
}

function failuresOf(name: string, file: VitestReport['testResults'][number]): Failure[] {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed')
  // A file that cannot be imported, or whose hooks fail, has a message and no failed test.
  if (failed.length === 0 && file.status === 'failed') {
    return [{ where: `${name} ${file.name}`, message: file.message || 'The file could not be run' }]
  }
  return failed.map(({ fullName, failureMessages }) => ({
    where: `${name} ${file.name} > ${fullName}`,
    message: withoutRunner(failureMessages?.join('\n') ?? '') || 'failed without a message',
  }))
}

/** The frames of the test runner say nothing about the test. */
const withoutRunner = (stack: string) =>
  stack
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules|<anonymous>)/.test(line))
    .join('\n')
