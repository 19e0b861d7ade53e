import type { Difference } from '../compare/differences.ts'
import type { Answer } from '../http/send.ts'
import type { Exchange } from '../http/visitor.ts'

/** What two instances, or one before and after its restart, say to the same read. */
export interface ReadObservation {
  /** The place of the step in the scenario. */
  readonly index: number
  readonly exchange: Exchange
  /** The same request, elsewhere or later. */
  readonly other: Answer
  readonly differences: readonly Difference[]
  /** The answer depends on who asks: somebody without cookies is told something else. */
  readonly isPersonal: boolean
  /** The other side answers as it answers somebody without cookies, or says that it does not know who asks. */
  readonly isLikeStranger: boolean
  /** Cookies that were sent and that the other side cleared or replaced, where the first one did not. */
  readonly refusedCookies: readonly string[]
}
