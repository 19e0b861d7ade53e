import { expect, it } from 'vitest'
import { exitCodeOf } from './exit-code.ts'

const json = (ok: boolean, isValid: boolean) => ({
  verdict: { ok, text: '' },
  validity: { ok: isValid, findings: [] },
})

it('tells a broken claim, a run that is not valid, and a good one apart', () => {
  expect(exitCodeOf(json(true, true))).toBe(0)
  expect(exitCodeOf(json(false, true))).toBe(1)
  expect(exitCodeOf(json(true, false))).toBe(3)
  expect(exitCodeOf(json(false, false))).toBe(1)
  expect(exitCodeOf(undefined)).toBe(1)
})
