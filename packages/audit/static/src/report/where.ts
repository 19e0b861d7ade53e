import type { Observed, PathStep, Place } from '../finding.ts'

/** `app.js:3`; what the probe saw without a line of code has none. */
export const where = ({ file, line }: Place): string => (line > 0 ? `${file}:${line}` : file)

/** "GET /cart: A 200, 1 entries; B 200, 0 entries; after a restart 200, 0 entries" */
export function describeObserved({ step, request, a, b, afterRestart }: Observed): string {
  const name = step === request ? request : `${step}, ${request}`
  return `${name}: A ${a}; B ${b}${afterRestart === undefined ? '' : `; A after a restart ${afterRestart}`}`
}

interface Looked {
  readonly files: number
  readonly lines: number
  readonly probe?: {
    readonly experiments: readonly string[]
    readonly starts: number
    readonly steps: number
  }
}

/** What was looked at, in half a sentence. */
export const lookedAt = ({ files, lines, probe }: Looked): string =>
  probe
    ? `in ${probe.experiments.length} experiments of ${probe.steps} steps with ${probe.starts} starts`
    : `in ${files} files, ${lines} lines`

/** `POST /cart (routes.js:4) → addLine (cart.js:9) → cart.js:12` */
export const describePath = (path: readonly PathStep[]): string =>
  path.map((step) => (step.what ? `${step.what} (${where(step)})` : where(step))).join(' → ')
