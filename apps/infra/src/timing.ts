/** Seconds, in one place, because the balancer's and the shop's must fit together. `timing.test.ts` says how. */
export const timing = {
  healthCheckInterval: 5,
  healthCheckTimeout: 2,
  /** So many probes in a row decide. */
  healthCheckThreshold: 2,
  /** DRAIN_SECONDS: between "not ready" and closing. */
  drain: 15,
  /** GRACE_SECONDS: what a stop may take after that. */
  grace: 20,
  /** How long the balancer lets requests end on a target that leaves; ECS sends SIGTERM after it. */
  deregistrationDelay: 20,
  /** After SIGTERM; then ECS kills. Fargate allows 120. */
  stopTimeout: 45,
  /** The balancer's; the shop keeps idle connections for 72 s. */
  idleTimeout: 60,
  /** What CloudFront waits for the next byte; a stream of cart updates sends one every 15 s. */
  originReadTimeout: 60,
} as const
