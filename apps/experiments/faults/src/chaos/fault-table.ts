/** What `chaos` draws from. Who does it, and how: fault-actions.ts. */
export interface ChaosFault {
  readonly name: string
  /** Two faults of one part never happen at once. */
  readonly part: 'instances' | 'carts' | 'sessions' | 'aws' | 'balancer' | 'load'
  /** How long it lasts, in seconds: the least and the most. */
  readonly seconds: readonly [number, number]
}

export const chaosFaults = [
  { name: 'instance killed', part: 'instances', seconds: [1, 4] },
  { name: 'instance frozen', part: 'instances', seconds: [2, 8] },
  { name: 'instance replaced', part: 'instances', seconds: [0, 0] },
  { name: 'clock of an instance stepped', part: 'instances', seconds: [4, 10] },
  { name: 'cart store killed', part: 'carts', seconds: [0.5, 3] },
  { name: 'cart store frozen', part: 'carts', seconds: [1, 6] },
  { name: 'connections to the cart store cut', part: 'carts', seconds: [0.1, 3] },
  { name: 'cart store slow', part: 'carts', seconds: [3, 8] },
  { name: 'session store frozen', part: 'sessions', seconds: [1, 6] },
  { name: 'connections to the session store cut', part: 'sessions', seconds: [0.1, 3] },
  { name: 'session store slow', part: 'sessions', seconds: [3, 8] },
  { name: 'AWS frozen', part: 'aws', seconds: [1, 5] },
  { name: 'connections to AWS cut', part: 'aws', seconds: [0.1, 3] },
  { name: 'AWS slow', part: 'aws', seconds: [3, 8] },
  { name: 'cookie keys rotated', part: 'aws', seconds: [0, 0] },
  { name: 'balancer restarted', part: 'balancer', seconds: [0, 0] },
  { name: 'burst of browsing', part: 'load', seconds: [2, 5] },
] as const satisfies readonly ChaosFault[]

export type FaultName = (typeof chaosFaults)[number]['name']
