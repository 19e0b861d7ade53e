import type { Claim } from './judge-load.ts'

/** The claims, one a line, readable without colour, with the verdict last. */
export function claimsToText(claims: readonly Claim[]): string {
  const failed = claims.filter(({ holds }) => !holds)
  const lines = claims.map(({ claim, measured, holds }) => `${holds ? '✓' : '✗'} ${claim}: ${measured}`)
  const verdict =
    failed.length === 0
      ? '✓ Every claim holds.'
      : `✗ ${failed.length} of ${claims.length} claims do not hold.`
  return `\n${lines.join('\n')}\n\n${verdict}`
}
