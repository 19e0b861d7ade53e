/** How the balancer chooses a target. `sticky` is the ALB's stickiness: a cookie names the target of a shopper. */
export type Routing = 'round-robin' | 'sticky'

/**
 * What the balancer does about a target that fails.
 *
 * - `resilient`: health checks, passive ejection, and repeats on another target where a repeat is safe.
 * - `alb-like`: health checks and draining, no repeats: what fails in flight fails for the shopper.
 */
export type FailureHandling = 'resilient' | 'alb-like'

export interface BalancerSettings {
  readonly routing: Routing
  readonly failureHandling: FailureHandling
  /** The listener's port on loopback; 0, the default, picks a free one. */
  readonly port?: number
}

/** An instance as the balancer knows it: one address of the target group. */
export interface Target {
  readonly id: string
  readonly port: number
}

/** Every server of a fleet listens here and nowhere else. */
export const loopback = '127.0.0.1'

/** Targets that serve the same, and the paths that lead to them, in the ALB's words. */
export interface TargetGroup {
  /** Letters, digits and dashes. */
  readonly name: string
  /** "/api/cart": the path itself and what is below it. "/": everything that no other group takes. */
  readonly paths: readonly string[]
}

/** Where a fleet with one kind of instance sends everything. */
export const onlyGroup: TargetGroup = { name: 'targets', paths: ['/'] }

/** The cookie of `sticky`. */
export const stickinessCookie = 'shop_target'

/** Answered 404 by the balancer itself: for operators, not for shoppers. */
export const privatePaths = ['livez', 'readyz', 'metrics'] as const

/** A server-sent event stream: has no end, so no request timeout. */
export const eventStreamPath = '/api/cart/events'

/** Bodies of up to 5 MB go here and nowhere else. */
export const uploadPath = '/api/profile/picture'

/** Who pays has room of its own at the balancer, whatever else comes. */
export const checkoutPath = '/api/orders'

/** How the balancer looks after its targets: the ALB's health check in time lapse, whose shortest interval is 5 s. */
export const healthCheck = { intervalSeconds: 0.5, unhealthyThreshold: 2 } as const
