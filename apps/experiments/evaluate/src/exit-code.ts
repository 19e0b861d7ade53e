import type { CompareJson } from '@unsticky/report'

/**
 * 0: the claims hold. 1: one does not; a loss is one on any machine, so it comes before the validity. 3: the run is not
 * valid, so nothing is said of times, and no loss was found.
 */
export function exitCodeOf(json: Pick<CompareJson, 'verdict' | 'validity'> | undefined): 0 | 1 | 3 {
  if (!json?.verdict.ok) return 1
  return json.validity?.ok === false ? 3 : 0
}
