import { NoAnswerError } from '../http/send.ts'
import { type Exchange, MissingValueError, type Visitor } from '../http/visitor.ts'
import type { Step } from '../scenario/scenario.ts'

export interface Walk {
  readonly exchanges: readonly Exchange[]
  /** The step that could not be sent, or got no answer. */
  readonly stuck?: { readonly step: Step; readonly problem: string }
}

interface WalkOptions {
  readonly visitor: Visitor
  /** Which port gets the step with this number. */
  readonly portFor: (index: number) => number
  /** Stops after an exchange for which this is true. */
  readonly until?: (exchange: Exchange, index: number) => boolean | Promise<boolean>
}

/** Sends step after step, until the end or until one cannot be sent. */
export async function walk(steps: readonly Step[], { visitor, portFor, until }: WalkOptions): Promise<Walk> {
  const exchanges: Exchange[] = []
  for (const [index, step] of steps.entries()) {
    try {
      const exchange = await visitor.walk(step, portFor(index))
      exchanges.push(exchange)
      if (await until?.(exchange, index)) break
    } catch (error) {
      if (!(error instanceof NoAnswerError || error instanceof MissingValueError)) throw error
      return { exchanges, stuck: { step, problem: error.message } }
    }
  }
  return { exchanges }
}
