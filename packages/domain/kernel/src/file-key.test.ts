import { describe, expect, it } from 'vitest'
import { InvalidInputError } from './errors.ts'
import { assertFileKey } from './file-key.ts'

describe('assertFileKey', () => {
  it.each(['a', 'pictures/account_01-x', 'receipts/2026/11/order_1', 'x'.repeat(200)])('takes %s', (key) => {
    expect(() => assertFileKey(key)).not.toThrow()
  })

  it.each([
    '',
    '.',
    '..',
    '../a',
    'a/../b',
    '/a',
    'a/',
    'a//b',
    'a\\b',
    'A',
    'ä',
    'a.b',
    'a b',
    'a\0',
    'a\n',
  ])('refuses %j', (key) => {
    expect(() => assertFileKey(key)).toThrow(InvalidInputError)
  })

  it('refuses a key that is longer than a file system takes', () => {
    expect(() => assertFileKey('x'.repeat(201))).toThrow(InvalidInputError)
  })
})
