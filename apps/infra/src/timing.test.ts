import { expect, it } from 'vitest'
import { timing } from './timing.ts'

it('the balancer has seen "not ready" before a shop closes', () => {
  expect(timing.drain).toBeGreaterThan(timing.healthCheckInterval * timing.healthCheckThreshold)
})

it('a target may end its requests for as long as the shop drains', () => {
  expect(timing.deregistrationDelay).toBeGreaterThanOrEqual(timing.drain)
})

it('ECS kills only after the shop would have stopped by itself, and Fargate allows that long', () => {
  expect(timing.stopTimeout).toBeGreaterThan(timing.drain + timing.grace)
  expect(timing.stopTimeout).toBeLessThanOrEqual(120)
})

it('no connection is closed by who is asked before who asks has given it up', () => {
  // The shop keeps idle connections for 72 s (packages/web/http, server-options.ts).
  expect(timing.idleTimeout).toBeLessThan(72)
  expect(timing.originReadTimeout).toBeLessThanOrEqual(timing.idleTimeout)
})
