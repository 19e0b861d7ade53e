/** The answer to the one question: is b worse than a? */
import type { Difference } from './difference.ts'

export interface Answer {
  /** 0: not worse; 1: worse; 3: cannot tell. 2 is for what cannot be compared at all. */
  readonly exitCode: 0 | 1 | 3
  readonly worse: readonly Difference[]
  readonly better: readonly Difference[]
  /** What keeps the answer from being "not worse". */
  readonly undecided: readonly Difference[]
  /** The most that any undecided measure asks for; `undefined` when repeats would not help. */
  readonly repeatsWanted?: number
}

export function answerOf(differences: readonly Difference[]): Answer {
  const of = (judgement: Difference['judgement']) =>
    differences.filter((each) => each.judgement === judgement)
  const worse = of('worse')
  const undecided = [
    ...of('cannot tell').filter(({ leansWorse, isPrimary, isApart }) => leansWorse && (isPrimary || isApart)),
    ...differences.filter(({ isMissing }) => isMissing),
  ]
  const wanted = undecided.flatMap(({ repeatsWanted }) => repeatsWanted ?? [])
  return {
    exitCode: worse.length > 0 ? 1 : undecided.length > 0 ? 3 : 0,
    ...{ worse, better: of('better'), undecided },
    ...(wanted.length > 0 && { repeatsWanted: Math.max(...wanted) }),
  }
}
