import { type ShopPart, shopParts } from '@unsticky/http'

/** A rule of the balancer: the paths of one part, in the balancer's patterns. */
export interface PathRule {
  readonly part: ShopPart
  readonly patterns: readonly string[]
}

/** More values than this, all conditions together, no rule of an ALB takes. */
const maxValues = 5

/**
 * Refused at the door: `/livez`, `/readyz` and `/metrics` are for the balancer and for operators. The shop decodes a
 * path after the balancer has looked at it ("/%6detrics"), and no address of the shop has a per cent sign.
 */
export const privatePatterns = ['/livez', '/readyz', '/metrics', '/*%*'] as const

/** Every part that has addresses of its own, its children beside each; "/" is what the default action is for. */
export function pathRules(parts: Readonly<Record<ShopPart, readonly string[]>> = shopParts): PathRule[] {
  return Object.entries(parts).flatMap(([part, paths]) => {
    const patterns = paths.filter((path) => path !== '/').map((path) => [path, `${path}/*`])
    return inGroups(patterns).map((group) => ({ part: part as ShopPart, patterns: group }))
  })
}

/** The part that gets what no rule takes. */
export function defaultPart(parts: Readonly<Record<ShopPart, readonly string[]>> = shopParts): ShopPart {
  const found = Object.entries(parts).find(([, paths]) => paths.includes('/'))
  if (!found) throw new Error('No part of the shop takes "/", so nobody would answer what no rule takes')
  return found[0] as ShopPart
}

/** A path and its children stay in one rule. */
function inGroups(pairs: readonly (readonly string[])[]) {
  const perRule = Math.floor(maxValues / 2)
  const groups: string[][] = []
  for (let at = 0; at < pairs.length; at += perRule) groups.push(pairs.slice(at, at + perRule).flat())
  return groups
}
