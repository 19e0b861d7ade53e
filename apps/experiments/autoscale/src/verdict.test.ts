import { describe, expect, it } from 'vitest'
import type { RampResult } from './ramp.ts'
import { timelineSvg } from './timeline-svg.ts'
import { judge } from './verdict.ts'

const policy = {
  targetValue: 40,
  minCapacity: 1,
  maxCapacity: 4,
  scaleOutCooldownSeconds: 3,
  scaleInCooldownSeconds: 5,
  datapointsToScaleOut: 2,
  datapointsToScaleIn: 4,
}

/** Catalogue and cart, second by second. */
const rampOf = (
  catalogue: readonly number[],
  cart: readonly number[],
  changes: Partial<RampResult> = {},
) => ({
  policy,
  samples: catalogue.map((count, second) => ({
    second,
    requestsPerSecond: count * 40,
    capacity: { catalogue: count, cart: cart[second] ?? 1 },
  })),
  activities: [],
  requests: 100,
  requestsFailed: 0,
  errors: [],
  ...changes,
})

const fair = { shop: 'stateless', routing: 'round-robin', spreadIndex: 0.98, requestsFailed: 0 } as const
const starving = { shop: 'stateful', routing: 'sticky', spreadIndex: 0.02, requestsFailed: 0 } as const

describe('the verdict', () => {
  it('holds when only the catalogue grew and shrank and the newcomers fared as expected', () => {
    const { ok, sentences } = judge(rampOf([1, 3, 1], [1, 1, 1]), [starving, fair])

    expect(ok).toBe(true)
    expect(sentences.join(' ')).toContain('grew to 3 instances. cart stayed at 1. It shrank to 1')
    expect(sentences.join(' ')).toContain('sticky sessions starved: it got 2 %')
  })

  it.each([
    ['the catalogue did not grow', rampOf([1, 1, 1], [1, 1, 1]), [fair]],
    ['cart grew, too', rampOf([1, 3, 1], [1, 2, 1]), [fair]],
    ['it still had 3 instances', rampOf([1, 3, 3], [1, 1, 1]), [fair]],
    ['2 of 100 requests failed', rampOf([1, 3, 1], [1, 1, 1], { requestsFailed: 2 }), [fair]],
    ['no instance', rampOf([1, 3, 1], [1, 1, 1], { errors: ['no instance'] }), [fair]],
    ['got only 40 %', rampOf([1, 3, 1], [1, 1, 1]), [{ ...fair, spreadIndex: 0.4 }]],
    ['sticky sessions got 90 %', rampOf([1, 3, 1], [1, 1, 1]), [{ ...starving, spreadIndex: 0.9 }]],
  ])('does not hold when %s', (words, ramp, newcomers) => {
    const { ok, sentences } = judge(ramp, newcomers)

    expect(ok).toBe(false)
    expect(sentences.join(' ')).toContain(words)
  })
})

it('draws every service with the most it had', () => {
  const svg = timelineSvg(rampOf([1, 3, 1], [1, 1, 1]))

  expect(svg).toContain('catalogue (up to 3)')
  expect(svg).toContain('cart (up to 1)')
  expect(svg).not.toContain('NaN')
})
