import type { Findings, Lab, Point, Saying } from '../lab.type.ts'

/** What `check` says, for people and for machines. */
export interface Verdict {
  readonly lab: string
  readonly isDone: boolean
  readonly points: readonly Point[]
  /** Broken points that are the subject of a later lab. */
  readonly later: readonly { readonly point: Point; readonly lab: string }[]
  /** What probably happened, in a sentence. */
  readonly saying?: string | undefined
  readonly problem?: string | undefined
  readonly notes: readonly string[]
  readonly seconds: number
}

export function toVerdict(lab: Lab, findings: Findings, { seconds }: { seconds: number }): Verdict {
  const laterLabs: Readonly<Record<string, string>> =
    (lab.judge.kind === 'fleet' && (lab.judge.later as Record<string, string> | undefined)) || {}
  const isLater = ({ name, isFine }: Point) => !isFine && name in laterLabs
  const later = findings.points
    .filter(isLater)
    .map((point) => ({ point, lab: laterLabs[point.name] as string }))
  const points = findings.points.filter((point) => !isLater(point))
  return {
    lab: lab.id,
    isDone: !findings.problem && points.length > 0 && points.every(({ isFine }) => isFine),
    points,
    later,
    saying: sayingFor(lab.sayings, findings.points),
    problem: findings.problem,
    notes: findings.notes ?? [],
    seconds,
  }
}

/** The sentence of the first mistake that looks like this. */
export function sayingFor(sayings: readonly Saying[], points: readonly Point[]): string | undefined {
  const some = (start: string, isFine: boolean) =>
    points.some((point) => point.name.startsWith(start) && point.isFine === isFine)
  return sayings.find(
    ({ broken, fine = [] }) =>
      broken.every((start) => some(start, false)) && fine.every((start) => some(start, true)),
  )?.says
}
