import { median } from './ratios.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * How much y grows with x: the median of the slopes between every two points (Theil and Sen), which one step that has
 * nothing to do with x, such as a function that was compiled meanwhile, does not move.
 */
export function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap((from, index) =>
    points.slice(index + 1).map((to) => (to.y - from.y) / (to.x - from.x)),
  )
  if (slopes.length === 0) throw new Error('A slope needs two points')
  return median(slopes)
}
