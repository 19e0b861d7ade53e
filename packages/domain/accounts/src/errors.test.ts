import { describe, expect, it } from 'vitest'
import { assertPassword, passwordRule, WeakPasswordError } from './errors.ts'

describe('assertPassword', () => {
  it.each(['kettle-and-tea-42', 'abcdefghi1', 'Ä1ä2ö3ü4ß5x', `a1${'x'.repeat(passwordRule.maxLength - 2)}`])(
    'takes %s',
    (password) => {
      expect(() => assertPassword(password)).not.toThrow()
    },
  )

  it.each(['', 'abcdefgh1', 'letters-only', '1234567890', `a1${'x'.repeat(passwordRule.maxLength - 1)}`])(
    'refuses %s',
    (password) => {
      expect(() => assertPassword(password)).toThrow(WeakPasswordError)
    },
  )
})
