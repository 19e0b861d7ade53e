import { jsonOf } from '../compare/differences.ts'
import { visibleText } from '../compare/visible-text.ts'
import type { ReadObservation } from '../experiments/observation.ts'
import { titleOf } from '../scenario/scenario.ts'
import type { ProbeDraft } from './draft.ts'
import type { HookFacts } from './hook-facts.ts'
import { lostVisitors } from './lost-visitor.ts'
import { observedRead } from './observe.ts'

interface Reads {
  readonly reads: readonly ReadObservation[]
  readonly restarts: readonly ReadObservation[]
  readonly facts: HookFacts
}

/** What B, or A after its restart, does not know: the visitor, or the data that were written. */
export function judgeReads({ reads, restarts, facts }: Reads): ProbeDraft[] {
  const afterOf = (index: number) => restarts.find((restart) => restart.index === index)
  const lost = reads.filter(({ differences }) => differences.length > 0)
  const recognised = new Set(
    reads
      .filter(
        ({ isPersonal, differences, isLikeStranger }) =>
          isPersonal && (differences.length === 0 || !isLikeStranger),
      )
      .map(({ exchange }) => exchange.step.device),
  )
  const ofVisitor = lost.filter(
    ({ isPersonal, exchange }) => isPersonal && !recognised.has(exchange.step.device),
  )
  const ofData = lost.filter((read) => !ofVisitor.includes(read))
  const onlyAfter = reads.filter(
    ({ index, differences }) => differences.length === 0 && (afterOf(index)?.differences.length ?? 0) > 0,
  )
  return [
    ...lostVisitors(ofVisitor, { afterOf, facts }),
    ...byRequest(ofData).map((own) => lostData(own, { afterOf, facts })),
    ...byRequest(onlyAfter).map((own) => lostAtRestart(own, { afterOf, facts })),
  ]
}

export type AfterOf = (index: number) => ReadObservation | undefined

/** One finding a request, however often the scenario sends it. */
function byRequest(reads: readonly ReadObservation[]): ReadObservation[][] {
  const groups = new Map<string, ReadObservation[]>()
  for (const read of reads) {
    const { method, path } = read.exchange.step
    const key = `${method} ${path}`
    groups.set(key, [...(groups.get(key) ?? []), read])
  }
  return [...groups.values()]
}

interface Context {
  readonly afterOf: AfterOf
  readonly facts: HookFacts
}

function lostData(reads: readonly ReadObservation[], { afterOf, facts }: Context): ProbeDraft {
  const [first] = reads as [ReadObservation]
  const afters = reads.map(({ index }) => afterOf(index)).filter((after) => after !== undefined)
  const isKept = afters.length > 0 && afters.every(({ differences }) => differences.length === 0)
  const write = facts.writes.findLast(({ file }) => file !== undefined) ?? facts.writes.at(-1)
  const base = {
    rule: 'probe-data',
    severity: 'breaks',
    key: first.exchange.step.path,
    title: titleOf(first.exchange.step),
    observed: reads.map((read) => observedRead(read, afterOf(read.index))),
  } as const
  const who = `${titleOf(first.exchange.step)}: B does not know what was written on A`
  if (write && (isKept || isBinary(first)))
    return {
      ...base,
      category: 'local-file',
      place: placeOf(write),
      message: `${who}. It was written to a file of this machine (${write.path}).`,
    }
  if (isKept)
    return {
      ...base,
      category: 'other',
      message: `${who}, and A knows it again after a restart: it lies on A's machine, in a place that the probe did not see.`,
    }
  return {
    ...base,
    category: 'module-state',
    message:
      afters.length > 0
        ? `${who}, and A itself has forgotten it after a restart: it was in the memory of the process.`
        : `${who}. Whether A would remember it after a restart was not tried.`,
  }
}

function lostAtRestart(reads: readonly ReadObservation[], { afterOf, facts }: Context): ProbeDraft {
  const [first] = reads as [ReadObservation]
  const write = facts.writes.findLast(({ file }) => file !== undefined)
  return {
    rule: 'probe-data',
    category: write ? 'local-file' : 'other',
    severity: 'breaks',
    key: `${first.exchange.step.path} after restart`,
    title: titleOf(first.exchange.step),
    place: write && placeOf(write),
    message: `${titleOf(first.exchange.step)}: B knows it, and A does not after its restart.`,
    observed: reads.map((read) => observedRead(read, afterOf(read.index))),
  }
}

function isBinary({ exchange: { answer } }: ReadObservation): boolean {
  return answer.body.length > 0 && jsonOf(answer) === undefined && visibleText(answer) === undefined
}

export const placeOf = ({ file, line }: { file?: string; line?: number }) =>
  file !== undefined && line !== undefined ? { file, line } : undefined
