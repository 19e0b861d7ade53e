export interface Failure {
  /** Where it failed: "@unsticky/cart src/cart.test.ts > adds units". */
  readonly where: string
  readonly message: string
}

/** What one check, or the tests of one package, came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly Failure[]
  /** Tests among the passed and failed; lint and types are checks, not tests. */
  readonly tests: number
  /** What took how long, suite by suite; checks are not listed. */
  readonly times?: readonly SuiteTime[]
}

export interface SuiteTime {
  /** "tests of @unsticky/cart" */
  readonly name: string
  readonly seconds: number
}

export const passedCheck: Tally = { passed: 1, failed: 0, skipped: 0, failures: [], tests: 0 }

export const failedCheck = (where: string, message: string): Tally => ({
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: [{ where, message }],
  tests: 0,
})

/** The sum. A run without a single test is a failure: nothing was shown to work. */
export function addUp(tallies: readonly Tally[]): Tally {
  const sum = sumOf(tallies)
  return sum.tests > 0 ? sum : sumOf([sum, failedCheck('tests', 'Not a single test was run')])
}

export const sumOf = (tallies: readonly Tally[]): Tally => ({
  passed: total(tallies, 'passed'),
  failed: total(tallies, 'failed'),
  skipped: total(tallies, 'skipped'),
  tests: total(tallies, 'tests'),
  failures: tallies.flatMap(({ failures }) => failures),
  times: tallies.flatMap(({ times = [] }) => times),
})

const total = (tallies: readonly Tally[], field: 'passed' | 'failed' | 'skipped' | 'tests') =>
  tallies.reduce((sum, tally) => sum + tally[field], 0)
