import { describe, expect, it } from 'vitest'
import { tallyReport, type VitestReport } from './vitest-report.ts'

describe('tallyReport', () => {
  it('counts passed, failed and skipped tests', () => {
    const report = reportOf(['passed', 'passed', 'failed', 'skipped', 'pending', 'todo'])

    const tally = tallyReport({ name: '@unsticky/cart', exitCode: 1, report })

    expect(tally).toMatchObject({ passed: 2, failed: 1, skipped: 3, tests: 3 })
    expect(tally.failures).toEqual([
      { where: '@unsticky/cart cart.test.ts > test 2', message: 'expected 1 to be 2' },
    ])
  })

  it('counts a process that crashed and left no report as a failure', () => {
    const tally = tallyReport({ name: '@unsticky/cart', exitCode: 137, report: undefined })

    expect(tally).toMatchObject({ passed: 0, failed: 1, tests: 0 })
    expect(tally.failures[0]?.message).toContain('137')
  })

  it('counts a missing report as a failure, although the process says that all is well', () => {
    expect(tallyReport({ name: '@unsticky/cart', exitCode: 0, report: undefined }).failed).toBe(1)
  })

  it('counts a file that could not be imported as a failure', () => {
    const report = { testResults: [{ ...fileOf([]), status: 'failed', message: 'Cannot find module' }] }

    const tally = tallyReport({ name: '@unsticky/cart', exitCode: 1, report })

    expect(tally.failures).toEqual([{ where: '@unsticky/cart cart.test.ts', message: 'Cannot find module' }])
  })

  it('counts an error outside of every test as a failure', () => {
    const tally = tallyReport({ name: '@unsticky/cart', exitCode: 1, report: reportOf(['passed']) })

    expect(tally).toMatchObject({ passed: 1, failed: 1 })
  })
})

const reportOf = (statuses: readonly string[]): VitestReport => ({ testResults: [fileOf(statuses)] })

function fileOf(statuses: readonly string[]) {
  const status = statuses.includes('failed') ? 'failed' : 'passed'
  const assertionResults = statuses.map((each, index) => ({
    status: each,
    fullName: `test ${index}`,
    failureMessages:
      each === 'failed' ? [`expected 1 to be 2\n    at /x/node_modules/vitest/run.js:1:1`] : [],
  }))
  return { name: 'cart.test.ts', status, assertionResults }
}
