import type { PromiseId, StepId } from '@unsticky/steps'

/** One thing that a check looked at. */
export interface Point {
  /** "contract": a test of the port's suite. "promise": an experiment on a fleet. "answer": anything else. */
  readonly kind: 'contract' | 'promise' | 'answer'
  readonly name: string
  readonly isFine: boolean
  /** What a shopper lived through, or why it is not so. */
  readonly detail?: string | undefined
}

/** What the check says to who made a usual mistake. */
export interface Saying {
  /** Points that are all broken, by the start of their names; what the mistake is known by. */
  readonly broken: readonly string[]
  /** Points that must be fine, to tell it from a worse mistake. */
  readonly fine?: readonly string[]
  readonly says: string
}

/** What a check hands back before anybody prints it. */
export interface Findings {
  readonly points: readonly Point[]
  /** Instead of points: the files could not be tried at all. */
  readonly problem?: string
  /** Pages of text that belong below the points, such as what another tool found. */
  readonly notes?: readonly string[]
}

export interface Tools {
  /** Gets one line for each thing that is done. */
  readonly log: (line: string) => void
  readonly signal: AbortSignal
}

/** A lab that is judged by the suite of a port, and by experiments on a fleet. */
export interface FleetLab {
  readonly kind: 'fleet'
  /** What the rest of the shop is made of. */
  readonly base: StepId
  readonly promises: readonly PromiseId[]
  /** Promises that this lab cannot keep yet, with the lab that does. Shown, not demanded. */
  readonly later?: Readonly<Partial<Record<PromiseId, string>>>
  /** The suite for the attendee's part (contract.ts): with the services of the fleet, or without any. */
  readonly suite: 'with services' | 'alone'
}

/** A lab with a judge of its own (check.ts). */
export interface OwnLab {
  readonly kind: 'own'
}

export interface Lab {
  readonly id: string
  /** The name of its folder. */
  readonly folder: string
  readonly title: string
  readonly minutes: number
  /** The article's step that it belongs to. */
  readonly articleStep: 1 | 2 | 3 | 4 | 5
  /** What the attendee changes; the other files of `start` are given. */
  readonly files: readonly string[]
  readonly judge: FleetLab | OwnLab
  /** The points that the start state breaks, promises by their ids; contract tests only if none is demanded. */
  readonly startBreaks: readonly string[]
  readonly mistakes: Readonly<Record<string, Mistake>>
  /** The first that fits is said. */
  readonly sayings: readonly Saying[]
}

/** A wrong solution that attendees come up with; its files lie in `mistakes/<name>`. */
export interface Mistake {
  /** How the sentence begins that the check says to it. */
  readonly says: string
  /** What shows it: the suite alone, or an experiment on a fleet. */
  readonly seenBy: 'contract' | 'fleet' | 'check'
}
