/** Who runs when. One fleet after the other would compare a quiet hour of the machine with a busy one. */
import { type Contestant, contestants } from '@unsticky/shops/contestants'
import type { Settings } from './settings.ts'

export interface Turn {
  /** From 1. */
  readonly number: number
  /** From 1. */
  readonly repeat: number
  readonly contestant: Contestant
}

/** Round by round: every fleet once before any comes again. */
export function turnsOf({
  fleets,
  repeats,
  order,
}: Pick<Settings, 'fleets' | 'repeats' | 'order'>): readonly Turn[] {
  const chosen = contestants.filter(({ id }) => fleets.includes(id))
  const random = order === 'rotated' ? undefined : createRandom(order)
  const rounds = Array.from({ length: repeats }, (_, round) =>
    random ? shuffled(chosen, random) : rotated(chosen, round),
  )
  return rounds
    .flatMap((round, index) => round.map((contestant) => ({ contestant, repeat: index + 1 })))
    .map((turn, index) => ({ ...turn, number: index + 1 }))
}

const rotated = <T>(all: readonly T[], by: number): readonly T[] => {
  const start = by % Math.max(1, all.length)
  return [...all.slice(start), ...all.slice(0, start)]
}

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  const result = [...all]
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[result[last], result[other]] = [result[other] as T, result[last] as T]
  }
  return result
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
