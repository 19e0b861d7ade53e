import { type Failure, failedCheck, type Tally } from './tally.ts'

/** The part of Playwright's JSON report that is counted: a tree of suites, each spec run once a project. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  /** What failed outside of every test: a file that could not be loaded, the global setup. */
  readonly errors: readonly PlaywrightError[]
}

export interface PlaywrightSuite {
  readonly title: string
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly projectName: string
      /** `flaky`: failed, and passed when tried again. */
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
      readonly results: readonly { readonly errors?: readonly PlaywrightError[] }[]
    }[]
  }[]
  readonly suites?: readonly PlaywrightSuite[]
}

interface PlaywrightError {
  readonly message?: string
  readonly stack?: string
}

interface PackageRun {
  readonly name: string
  /** Of the package's test task. */
  readonly exitCode: number
  /** `undefined` when the process left none behind. */
  readonly report: PlaywrightReport | undefined
}

/** Counts the tests of one package. Flaky is failed. A process that failed for a reason no test names counts as one more. */
export function tallyPlaywright({ name, exitCode, report }: PackageRun): Tally {
  if (!report) return failedCheck(name, `The tests ended with exit code ${exitCode} and left no report`)
  const tests = report.suites.flatMap((suite) => testsOf(suite, []))
  const count = (...statuses: string[]) => tests.filter(({ status }) => statuses.includes(status)).length
  const passed = count('expected')
  const failures: Failure[] = [
    ...report.errors.map((error) => ({ where: name, message: textOf([error]) })),
    ...tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ where, errors }) => ({ where: `${name} ${where}`, message: textOf(errors) })),
  ]
  if (failures.length === 0 && exitCode !== 0) {
    failures.push({
      where: name,
      message: `All tests passed, but the process ended with exit code ${exitCode}`,
    })
  }
  const failed = count('unexpected', 'flaky')
  return { passed, failed: failures.length, skipped: count('skipped'), failures, tests: passed + failed }
}

interface PlaywrightTest {
  readonly where: string
  readonly status: string
  readonly errors: readonly PlaywrightError[]
}

function testsOf({ title, specs, suites = [] }: PlaywrightSuite, above: readonly string[]): PlaywrightTest[] {
  const path = [...above, title]
  const own = specs.flatMap((spec) =>
    spec.tests.map(({ projectName, status, results }) => ({
      where: `[${projectName}] ${[...path, spec.title].join(' > ')}`,
      status,
      errors: results.flatMap(({ errors = [] }) => errors),
    })),
  )
  return [...own, ...suites.flatMap((suite) => testsOf(suite, path))]
}

const textOf = (errors: readonly PlaywrightError[]) =>
  plain(errors.map(({ message, stack }) => message ?? stack ?? '').join('\n')) || 'failed without a message'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
const plain = (text: string) => text.replaceAll(/\u001b\[[\d;]*m/g, '')
