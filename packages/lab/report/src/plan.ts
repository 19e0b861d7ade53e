/** How a run of `pnpm evaluate` was meant to be, so that a reader can tell what it can show. */
export interface Plan {
  /** Of each fleet. */
  readonly repeats: number
  readonly shoppersPerSecond: number
  readonly warmUpSeconds: number
  readonly measureSeconds: number
  /** How slow 95 of 100 requests of the stateless shop may be; those that hash a password may take four times that. */
  readonly p95LimitMs: number
  /** Short, to see that it works; not for conclusions. */
  readonly isQuick: boolean
  /** Not stopped before the end. */
  readonly isFinished: boolean
}
