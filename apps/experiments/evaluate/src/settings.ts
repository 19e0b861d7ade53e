import type { FleetId } from '@unsticky/report'
import type { SessionStoreName } from '@unsticky/shop-stateless/config'

/** What a run is made of. */
export interface Settings {
  readonly fleets: readonly FleetId[]
  /** Of each fleet. */
  readonly repeats: number
  /** "rotated": each fleet has each place once. A number: at random, the same again with the same number. */
  readonly order: 'rotated' | number
  readonly shoppersPerSecond: number
  readonly warmUpSeconds: number
  readonly measureSeconds: number
  readonly instances: number
  readonly p95LimitMs: number
  /** "session" puts the cart of the stateless shop back into the session: the verdict must fail. */
  readonly cartStore: 'valkey' | 'session'
  readonly sessionStore: SessionStoreName
  /** On top, for instances of the stateless shop; a test puts a fault in. */
  readonly instanceEnv?: Readonly<Record<string, string>>
  readonly isQuick: boolean
}

/** About 20 minutes. */
export const usual = { warmUpSeconds: 15, measureSeconds: 90, isQuick: false } as const

/** About 6 minutes, to see that it works. */
export const quick = { warmUpSeconds: 4, measureSeconds: 14, isQuick: true } as const

/** A kill with time before it to compare with, a restart after the balancer is over the kill. */
export const momentsOf = ({ measureSeconds }: Pick<Settings, 'measureSeconds'>) => ({
  killAtSeconds: Math.round(measureSeconds / 3),
  restartAtSeconds: Math.round((measureSeconds * 2) / 3),
})
