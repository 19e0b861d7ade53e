import type { Observed } from '../../finding.ts'
import { describeAnswer } from '../compare/describe-answer.ts'
import type { ReadObservation } from '../experiments/observation.ts'

/** A step with what A said, what B said, and what A said after its restart. */
export function observedRead(read: ReadObservation, after?: ReadObservation): Observed {
  const { exchange, differences, other } = read
  const isSame = after !== undefined && after.differences.length === 0
  return {
    step: exchange.step.name,
    request: `${exchange.request.method} ${exchange.request.path}`,
    a: describeAnswer(exchange.answer, differences, 'left'),
    b: differences.length === 0 ? 'the same' : describeAnswer(other, differences, 'right'),
    ...(after && {
      afterRestart: isSame ? 'the same' : describeAnswer(after.other, after.differences, 'right'),
    }),
  }
}
