import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments.ts'
import { summaryLine } from './print.ts'
import { addUp, failedCheck, passedCheck } from './tally.ts'

const tested = { passed: 3, failed: 0, skipped: 0, failures: [], tests: 3 }

describe('addUp', () => {
  it('counts checks and tests together', () => {
    expect(addUp([passedCheck, tested, failedCheck('lint', 'problems')])).toMatchObject({
      passed: 4,
      failed: 1,
      failures: [{ where: 'lint', message: 'problems' }],
    })
  })

  it('fails when not a single test was run', () => {
    expect(addUp([passedCheck])).toMatchObject({ passed: 1, failed: 1 })
  })
})

describe('summaryLine', () => {
  it('names skipped tests only where there are any', () => {
    expect(summaryLine(tested)).toBe('3 passed, 0 failed')
    expect(summaryLine({ ...tested, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
  })
})

describe('readArguments', () => {
  const packages = ['@unsticky/cart', '@unsticky/orders']

  it('takes a package by its short or its full name', () => {
    expect(readArguments(['--only', 'cart'], { packages })).toEqual({ only: '@unsticky/cart' })
    expect(readArguments(['--', '--only=@unsticky/cart'], { packages })).toEqual({ only: '@unsticky/cart' })
    expect(readArguments([], { packages })).toEqual({})
    expect(readArguments(['--help'], { packages })).toEqual({ help: true })
  })

  it('leaves the browser out when told to', () => {
    expect(readArguments(['--no-browser'], { packages })).toEqual({ isWithoutBrowser: true })
    expect(readArguments(['--no-browser', '--only', 'cart'], { packages })).toEqual({
      only: '@unsticky/cart',
      isWithoutBrowser: true,
    })
  })

  it('says what is wrong with anything else', () => {
    expect(readArguments(['--only', 'trolley'], { packages }).error).toContain('trolley')
    expect(readArguments(['--onyl', 'cart'], { packages }).error).toContain('--onyl')
    expect(readArguments(['cart'], { packages }).error).toContain('cart')
  })
})
