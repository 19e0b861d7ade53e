import type { Category, Observed, Severity } from '../../finding.ts'

/** What the probe has to say about one piece of state, before it is joined with what the static part knows. */
export interface ProbeDraft {
  readonly rule: ProbeRule
  readonly category: Category
  readonly severity: Severity
  readonly message: string
  /** What tells it from others of its rule: a step, a place. */
  readonly key: string
  /** Stands where a line of code would, if none is known. */
  readonly title?: string
  /** Absolute; undefined where nobody saw which line it is. */
  readonly place?: { readonly file: string; readonly line: number } | undefined
  readonly evidence?: readonly { readonly file: string; readonly line: number }[]
  readonly observed: readonly Observed[]
}

/** The probe's kinds of finding, with the titles that SARIF shows. */
export const probeRules = {
  'probe-visitor': 'An instance does not know a visitor that another knows',
  'probe-login': 'An instance refuses an account that was made on another',
  'probe-data': 'An instance does not know what another was told',
  'probe-refusal': 'A request that works on one instance fails on two',
  'probe-token': 'An instance refuses what another one signed',
  'probe-number': 'Two instances give out the same number',
  'probe-limit': 'Each instance counts by itself',
  'probe-memory': 'Memory grows with every session',
  'probe-file': 'Files written to the local disk at run time',
  'probe-timer': 'Work that every instance repeats',
  'probe-listener': 'Connections beside the requests',
} as const
export type ProbeRule = keyof typeof probeRules
