import type { Failure, SuiteTime, Tally } from './tally.ts'

/** "12 passed, 0 failed", with ", 3 skipped" where there are any: the last line of every run. */
export function summaryLine({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}

/** Where the time went: the slowest suites first, because those are the ones to look at. */
export function printTimes(times: readonly SuiteTime[], most = 10): void {
  const slowest = times.toSorted((a, b) => b.seconds - a.seconds).slice(0, most)
  if (slowest.length < 2) return
  console.log(`\nSlowest of ${times.length} suites`)
  for (const { name, seconds } of slowest) console.log(`${seconds.toFixed(0).padStart(6)} s  ${name}`)
  console.log()
}

export function printFailures(failures: readonly Failure[]): void {
  if (failures.length === 0) return
  console.log(`\n${failures.length === 1 ? 'One failure' : `${failures.length} failures`}\n`)
  for (const { where, message } of failures) console.log(`FAILED ${where}\n${indent(message)}\n`)
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ')
