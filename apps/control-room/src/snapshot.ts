/** What the page gets every second: plain data, no functions. Imports nothing, as the page's scripts share these types. */

export type ColumnId = 'before' | 'after'

export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly shoppers: CrowdSettings
  readonly columns: readonly ColumnView[]
  readonly services: readonly ServiceView[]
  /** Newest last. */
  readonly events: readonly RoomEvent[]
}

/** As in packages/lab/fleet. */
export interface BalancerProfile {
  readonly routing: 'round-robin' | 'sticky'
  readonly failureHandling: 'resilient' | 'alb-like'
}

/** As in packages/lab/fleet. */
export type InstanceState = 'starting' | 'ready' | 'draining' | 'frozen' | 'stopped' | 'killed'

export interface CrowdSettings {
  readonly isOn: boolean
  /** Virtual shoppers in each column. */
  readonly count: number
  /** Requests a second that all shoppers of a column aim at together. */
  readonly perSecond: number
  /** 2: each shopper reads the cart on a phone too. */
  readonly devices: 1 | 2
}

export interface ColumnView {
  readonly id: ColumnId
  readonly step: string
  readonly steps: readonly { readonly id: string; readonly title: string }[]
  readonly state: 'starting' | 'running' | 'busy' | 'failed'
  /** Why it failed, or, while it is starting, why it is tried again. */
  readonly message?: string
  readonly url?: string
  readonly profile: BalancerProfile
  readonly instances: readonly InstanceView[]
  readonly totals: Totals
  /** The last two minutes, one a second, newest last. */
  readonly points: readonly Point[]
  readonly promises: readonly PromiseView[]
  /** The live counts of its shoppers. */
  readonly readings: readonly ReadingView[]
  /** One sentence each, newest last. */
  readonly losses: readonly string[]
  readonly devices: readonly DeviceView[]
}

export interface InstanceView {
  readonly id: string
  readonly pid: number
  readonly state: InstanceState
  readonly isAlive: boolean
  /** The balancer sends requests to it. */
  readonly isHealthy: boolean
  readonly requestsPerSecond: number
  /** `undefined` while it does not answer; of one that has ended, what it held when it was last seen. */
  readonly memoryMegabytes?: number
  readonly sessionsHeld?: number
  readonly cartsHeld?: number
}

/** Since the start or the last reset. Carts and logins are counts of shoppers. */
export interface Totals {
  readonly shoppers: number
  readonly cartsChecked: number
  readonly cartsLost: number
  readonly cartsMixed: number
  readonly loginsLost: number
  readonly requests: number
  readonly errors: number
  /** Sent again, by the balancer and by shoppers. */
  readonly retries: number
}

/** One second. */
export interface Point {
  readonly at: number
  readonly requests: number
  readonly errors: number
  readonly retries: number
  /** Milliseconds, 95th percentile; `null` when nothing was answered. */
  readonly latency: number | null
  /** Since the start or the last reset. */
  readonly cartsLost: number
}

/** A promise of docs/promises.md. */
export interface PromiseView {
  readonly id: string
  readonly title: string
  /** `unknown`: nothing was seen yet that could break it. */
  readonly state: 'kept' | 'broken' | 'unknown'
  readonly detail: string
}

export interface ReadingView {
  readonly id: string
  readonly title: string
  readonly state: 'fine' | 'bad' | 'unknown'
  readonly detail: string
}

export interface DeviceView {
  readonly name: 'phone' | 'laptop'
  /** The real shop through this device's own cookies. */
  readonly url: string
  /** The instance that answered last. */
  readonly instance?: string
  readonly isSignedIn: boolean
  /** `undefined` when the shop does not say. */
  readonly units?: number
  /** What went wrong at the last sign-in, or nothing. */
  readonly note: string
  /** Grows when the page in the frame should be loaded again. */
  readonly revision: number
}

export interface ServiceView {
  readonly id: string
  readonly title: string
  /** What is kept there. */
  readonly holds: string
  readonly mode: 'pass' | 'stop' | 'freeze' | 'slow'
  readonly delayMs: number
  readonly connections: number
  readonly kilobytesPerSecond: number
  readonly canRestartEmpty: boolean
  readonly isRestarting: boolean
}

export interface RoomEvent {
  readonly id: number
  readonly at: number
  readonly column?: ColumnId
  /** `action`: somebody did it, marked in the charts. `bad` and `good`: what came of it. */
  readonly kind: 'action' | 'bad' | 'good' | 'note'
  readonly text: string
}
