/**
 * What a store may be unable to promise. A suite skips the tests of such an ability, and the skipped test's name
 * carries the sentence why: the list of skipped tests is the list of what is lost with a second instance.
 */
export type Capability =
  /** A second instance sees the same data. */
  | 'sharing'
  /** The data outlives the process that wrote it. */
  | 'survival'
  /** Time can be moved in the test, and what has expired is gone. */
  | 'expiry'
  /** The backing service can be broken, and says so in bounded time. */
  | 'unavailability'
  /** What comes back is a copy. Promised by every store but the session store of the before. */
  | 'copies'
  /** What was destroyed stays destroyed. */
  | 'finality'
  /** The keys can be rotated from outside. */
  | 'rotation'

/** A fresh store and what a test can do to it. What is missing here must be excused in `cannot`. */
export interface Opened<Store> {
  readonly store: Store
  /** A second instance on the same data. The suite closes it. */
  readonly reopen?: (() => Promise<Store>) | undefined
  /** Moves the clock that decides on expiry forward; a store with a clock of its own may wait instead. */
  readonly advance?: ((milliseconds: number) => void | Promise<void>) | undefined
  /** Makes the backing service freeze or go, for this store only. */
  readonly breakService?: (() => void | Promise<void>) | undefined
  /** Puts a new key in front. */
  readonly rotate?: (() => void | Promise<void>) | undefined
  /** Runs after the test, when the suite has closed `store` and whatever was reopened. */
  readonly close?: (() => void | Promise<void>) | undefined
}

/**
 * How a contract suite gets its stores. Every test opens its own; they may share a server and its data, because the
 * suites use ids of their own in every test.
 */
export interface Harness<Store, O extends Opened<Store> = Opened<Store>> {
  open(): Promise<O>
  /** Capability → why not, as a sentence without a full stop: "memory lives in one process". */
  readonly cannot?: Partial<Record<Capability, string>> | undefined
}
