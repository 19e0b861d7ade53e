import { describe, expect, it } from 'vitest'
import { summaryText } from './lib/summary-text.ts'

const metrics = (lost: number, seen = 40) => ({
  http_reqs: { values: { count: 900 } },
  http_req_failed: { values: { rate: 0.01 }, thresholds: { 'rate<0.1': { ok: true } } },
  http_req_duration: { values: { 'p(95)': 21.04 } },
  'http_req_duration{scenario:buyers}': { values: { 'p(95)': 80 } },
  carts_seen: { values: { count: seen }, thresholds: { 'count>0': { ok: seen > 0 } } },
  carts_lost: { values: { count: lost }, thresholds: { 'count==0': { ok: lost === 0 } } },
})

describe('the end of a run', () => {
  it('says what was lost, of how many that were seen, and which claim does not hold', () => {
    const text = summaryText({ metrics: metrics(3) })

    expect(text).toContain('✗ carts lost: 3 of 40')
    expect(text).toContain('✗ carts_lost: count==0')
    expect(text).toContain('900 requests, 1.00 % failed; p95 21.0 ms')
    expect(text).toContain('80.0 ms  buyers')
  })

  it('is fine when nothing was lost', () => {
    expect(summaryText({ metrics: metrics(0) })).toContain('✓ every threshold holds')
  })

  it('does not call fine what nobody saw', () => {
    const text = summaryText({ metrics: metrics(0, 0) })

    expect(text).toContain('– nobody saw a cart')
    expect(text).toContain('✗ carts_seen: count>0')
  })
})
