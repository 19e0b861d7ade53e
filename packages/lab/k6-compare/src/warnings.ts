/** What differs between two runs beside what they ran against: then a difference may be the run's own. */
import type { Facts, Repeat, Series } from './measure.ts'

/** Rates and lengths that differ by less are the same plan. */
const tolerance = 0.1

export function warningsOf(a: readonly Series[], b: readonly Series[]): readonly string[] {
  const [factsA, factsB] = [a, b].map((series) => series.flatMap(({ repeats }) => repeats.flatMap(factsOf)))
  if (!factsA?.length || !factsB?.length) return []
  return [
    ...differentScripts(factsA, factsB),
    ...differentPlans(factsA, factsB),
    ...differentMachines(factsA, factsB),
  ]
}

const factsOf = ({ facts }: Repeat): readonly Facts[] => (facts ? [facts] : [])

function differentScripts(a: readonly Facts[], b: readonly Facts[]): readonly string[] {
  const [inA, inB] = [a, b].map((facts) => new Set(facts.flatMap(({ names }) => names))) as [
    Set<string>,
    Set<string>,
  ]
  // A summary knows groups and points know requests: what one side cannot know is no difference.
  const [kindsA, kindsB] = [kindsOf(inA), kindsOf(inB)]
  const onlyA = [...inA].filter((name) => !inB.has(name) && kindsB.has(kindOf(name)))
  const onlyB = [...inB].filter((name) => !inA.has(name) && kindsA.has(kindOf(name)))
  if (onlyA.length + onlyB.length === 0) return []
  const parts = [listed('only in a', onlyA), listed('only in b', onlyB)].filter(Boolean)
  return [`The scripts differ: ${parts.join('; ')}.`]
}

const kindOf = (name: string) => name.split(' ', 1)[0] ?? ''
const kindsOf = (names: ReadonlySet<string>) => new Set([...names].map(kindOf))

const listed = (where: string, names: readonly string[]) =>
  names.length === 0
    ? ''
    : `${where}: ${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`

function differentPlans(a: readonly Facts[], b: readonly Facts[]): readonly string[] {
  const figures: readonly (readonly [string, (facts: Facts) => number | undefined, string])[] = [
    ['length', ({ durationSeconds }) => durationSeconds, 's'],
    ['rate of iterations', ({ iterations, durationSeconds }) => perSecond(iterations, durationSeconds), '/s'],
    ['most users at once', ({ mostUsers }) => mostUsers, ''],
  ]
  return figures.flatMap(([what, figure, unit]) => {
    const [one, other] = [
      middle(a.flatMap((each) => figure(each) ?? [])),
      middle(b.flatMap((each) => figure(each) ?? [])),
    ]
    if (one === undefined || other === undefined || Math.abs(one - other) <= tolerance * Math.max(one, other))
      return []
    return [`The runs differ in ${what}: ${shown(one)}${unit} and ${shown(other)}${unit}.`]
  })
}

const perSecond = (count: number, seconds: number | undefined) =>
  seconds && count > 0 ? count / seconds : undefined

function differentMachines(a: readonly Facts[], b: readonly Facts[]): readonly string[] {
  const [inA, inB] = [
    a.find(({ environment }) => environment)?.environment,
    b.find(({ environment }) => environment)?.environment,
  ]
  if (!inA || !inB) return []
  const names = [...new Set([...Object.keys(inA), ...Object.keys(inB)])].filter((name) => name !== 'date')
  const different = names.filter((name) => inA[name] !== inB[name])
  if (different.length === 0) return []
  const words = different
    .slice(0, 5)
    .map((name) => `${name} ${inA[name] ?? 'not known'} and ${inB[name] ?? 'not known'}`)
  return [`Machines or settings differ: ${words.join(', ')}${different.length > 5 ? ', …' : ''}.`]
}

function middle(values: readonly number[]): number | undefined {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)]
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
