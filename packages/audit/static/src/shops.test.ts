import { describe, expect, it } from 'vitest'
import { auditShop, marksOf, speaksOf } from './testing/shop-audit.ts'

const atLeast = 15

describe('the audit of this repository’s shops', { timeout: 120_000 }, () => {
  const marks = marksOf('apps/shop-stateful')
  const findings = auditShop('apps/shop-stateful')

  it('finds every line of the stateful shop that is marked STATEFUL, but one', () => {
    const missed = marks.filter((mark) => !findings.some((finding) => speaksOf(mark, finding)))

    expect(marks.length).toBeGreaterThanOrEqual(atLeast)
    // The mail of the reminder is a line in the log, so its timer seems to work on this process alone.
    expect(missed.map(({ file }) => file)).toEqual(['apps/shop-stateful/src/reminder.ts'])
  })

  it('finds nothing else in the stateful shop', () => {
    const unmarked = findings.filter((finding) => !marks.some((mark) => speaksOf(mark, finding)))

    expect(unmarked.map(({ file, line }) => `${file}:${line}`)).toEqual([])
  })

  it('finds nothing in the stateless shop', () => {
    const found = auditShop('apps/shop-stateless')

    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([])
  })
})
