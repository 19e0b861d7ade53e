import { describe, expect, it } from 'vitest'
import { type PlaywrightReport, type PlaywrightSuite, tallyPlaywright } from './playwright-report.ts'

const name = '@unsticky/e2e'

describe('tallyPlaywright', () => {
  it('counts every spec once a project, however deep its suite is', () => {
    const report = reportOf(['expected', 'expected', 'unexpected', 'skipped'])

    const tally = tallyPlaywright({ name, exitCode: 1, report })

    expect(tally).toMatchObject({ passed: 4, failed: 2, skipped: 2, tests: 6 })
    expect(tally.failures[0]).toEqual({
      where: '@unsticky/e2e [desktop] cart.spec.ts > the after > test 2',
      message: 'expected 1 to be 2',
    })
    expect(tally.failures[1]?.where).toContain('[phone]')
  })

  it('counts a test that passed only when tried again as failed', () => {
    const tally = tallyPlaywright({ name, exitCode: 0, report: reportOf(['flaky', 'expected']) })

    expect(tally).toMatchObject({ passed: 2, failed: 2, tests: 4 })
  })

  it('counts what failed outside of every test: no browser, for example', () => {
    const report = { suites: [], errors: [{ message: '\u001b[31mThere is no Chromium\u001b[39m here' }] }

    const tally = tallyPlaywright({ name, exitCode: 1, report })

    expect(tally).toMatchObject({ passed: 0, failed: 1, tests: 0 })
    expect(tally.failures).toEqual([{ where: name, message: 'There is no Chromium here' }])
  })

  it('counts a process that left no report, or failed without saying why, as a failure', () => {
    expect(tallyPlaywright({ name, exitCode: 0, report: undefined }).failed).toBe(1)
    expect(tallyPlaywright({ name, exitCode: 1, report: reportOf(['expected']) }).failed).toBe(1)
  })
})

type Status = PlaywrightSuite['specs'][number]['tests'][number]['status']

function reportOf(statuses: readonly Status[]): PlaywrightReport {
  const specs = statuses.map((status, index) => ({
    title: `test ${index}`,
    tests: ['desktop', 'phone'].map((projectName) => ({
      projectName,
      status,
      results: [{ errors: status === 'unexpected' ? [{ message: 'expected 1 to be 2' }] : [] }],
    })),
  }))
  return {
    suites: [{ title: 'cart.spec.ts', specs: [], suites: [{ title: 'the after', specs }] }],
    errors: [],
  }
}
