import type { Failure, Tally } from './tally.ts'

/** "12 passed, 0 failed", with ", 3 skipped" where there are any: the last line of every run. */
export function summaryLine({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}

export function printFailures(failures: readonly Failure[]): void {
  if (failures.length === 0) return
  console.log(`\n${failures.length === 1 ? 'One failure' : `${failures.length} failures`}\n`)
  for (const { where, message } of failures) console.log(`FAILED ${where}\n${indent(message)}\n`)
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ')
