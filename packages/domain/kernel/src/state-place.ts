/**
 * Says where a piece of state lives. Every adapter carries one: the storefront's badge shows it, and a stateless
 * composition refuses to start with an adapter whose state is in the process.
 */
export interface StatePlace {
  readonly kind: 'in-process' | 'shared'
  /** For people: "memory of this process", "Valkey (carts, append-only file)", "DynamoDB". */
  readonly name: string
}

export interface Placed {
  readonly livesIn: StatePlace
  /** How many entries this process holds right now. Left out by what keeps nothing in the process. */
  readonly held?: () => number
}
