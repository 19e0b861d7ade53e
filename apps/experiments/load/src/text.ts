import type { Claim } from './judge-load.ts'

/** The claims, one a line, readable without colour, with the verdict last. */
export function claimsToText(claims: readonly Claim[]): string {
  const failed = claims.filter(({ holds }) => holds === false)
  const unseen = claims.filter(({ holds }) => holds === null).length
  const lines = claims.map(({ claim, measured, holds }) => `${signOf(holds)} ${claim}: ${measured}`)
  const verdict =
    failed.length === 0
      ? `✓ Every claim that could be looked at holds${unseen > 0 ? `; ${unseen} could not` : ''}.`
      : `✗ ${failed.length} of ${claims.length} claims do not hold.`
  return `\n${lines.join('\n')}\n\n${verdict}`
}

/** Seen and fine, seen and broken, not seen. */
const signOf = (holds: boolean | null) => (holds === null ? '–' : holds ? '✓' : '✗')
