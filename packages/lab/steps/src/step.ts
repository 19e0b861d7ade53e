import type { PromiseId } from './promises.ts'

export type StepId = '0' | '1' | '2' | '3a' | '3b' | '4' | '5'

/** The adapter behind each port, by name. "memory" and "disk" are the process and its server. */
export interface Composition {
  readonly identity: 'memory' | 'Cognito'
  readonly profiles: 'memory' | 'DynamoDB'
  /** Profile pictures and receipts. */
  readonly files: 'disk' | 'S3'
  readonly cookieKeys: 'memory' | 'Secrets Manager'
  /** "Valkey, unguarded" is what a library does when nobody thinks of a logout. */
  readonly sessions: 'memory' | 'Valkey, unguarded' | 'Valkey'
  /** "session": inside the session, wherever that lies. */
  readonly carts: 'memory' | 'session' | 'Valkey'
  readonly cartEvents: 'memory' | 'Valkey'
  readonly rateLimiter: 'memory' | 'Valkey'
  readonly leases: 'memory' | 'Valkey'
  /** Catalogue and stock; orders take their stock here, so the two move together. */
  readonly catalog: 'memory' | 'DynamoDB'
  readonly orders: 'memory' | 'DynamoDB'
}

export type Port = keyof Composition

export interface Step {
  readonly id: StepId
  /** For addresses and file names: "profiles-out". */
  readonly name: string
  readonly title: string
  /** What this step needs of the balancer: while sessions are in the process, a shopper must stay with it. */
  readonly routing: 'sticky' | 'round-robin'
  /** Whether the process may start with state in it. */
  readonly stateInProcess: 'allowed' | 'refused'
  /** Which plugin makes the sessions of requests; the last step leaves out what @fastify/session does in vain. */
  readonly sessionPlugin: 'fastify-session' | 'lean'
  readonly composition: Composition
  readonly keeps: readonly PromiseId[]
}
