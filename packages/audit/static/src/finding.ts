export const categories = [
  'session-store',
  'module-state',
  'cache',
  'local-file',
  'rate-limit',
  'scheduler',
  'realtime',
  'per-boot-secret',
  'sequence',
  'embedded-db',
  'auth-state',
  'other',
] as const
export type Category = (typeof categories)[number]

/** `breaks`: users lose something with two instances. `degrades`: it works less well. `check`: a person has to look. */
export const severities = ['breaks', 'degrades', 'check'] as const
export type Severity = (typeof severities)[number]

export interface Place {
  /** Relative to the audited folder, with `/`. "(run time)" with line 0: seen by the probe, the line of code is not known. */
  readonly file: string
  readonly line: number
}

/** A step of the way by which somebody's request comes to a write. */
export interface PathStep extends Place {
  /** `POST /cart`, the name of a function; empty for the write itself. */
  readonly what: string
}

/** What the probe saw: a step of the scenario, and what two instances of the app said to it. */
export interface Observed {
  readonly step: string
  /** As it was sent: "GET /cart". */
  readonly request: string
  readonly a: string
  readonly b: string
  /** What A said after it was killed and started again; left out where that was not tried. */
  readonly afterRestart?: string
}

/** One piece of state that lives in the process or on its machine. */
export interface Finding extends Place {
  /** Stays the same while lines above it come and go: made of rule, file and the text of the line. */
  readonly id: string
  readonly rule: string
  readonly endLine: number
  readonly category: Category
  readonly severity: Severity
  /** The environment variable that decides whether this state is used; null where it always is. */
  readonly conditional: string | null
  readonly message: string
  /** Where it is read, changed or set up. */
  readonly evidence: readonly Place[]
  /** From a route, a message, a job or a timer to the line that changes it; left out where no way is seen. */
  readonly path?: readonly PathStep[]
  /** The line of code, without the spaces around it. */
  readonly code: string
  /** Of the probe only. */
  readonly observed?: readonly Observed[]
  /** The id of the static finding that speaks of the same state; of the probe only. */
  readonly confirms?: string
  readonly questions: Questions
}

/** The seven questions of the article's first step. */
export interface Questions {
  readonly data: string
  readonly storage: string
  readonly updates: string
  readonly components: string
  readonly sharedStores: string
  readonly scaling: string
  readonly decoupling: string
}
