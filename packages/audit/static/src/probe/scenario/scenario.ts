/** What a scenario says, after it was read: every default is filled in. */
export interface Scenario {
  readonly name: string
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export interface Step {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: StepBody | undefined
  readonly capture: Readonly<Record<string, Capture>>
  /** The status that the app answers with; any below 400 where it is not given. */
  readonly status: number | undefined
  /** Each device has cookies of its own. */
  readonly device: string
  /** A read may be repeated without doing harm. */
  readonly isRead: boolean
}

export type StepBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'multipart'; readonly parts: Readonly<Record<string, Part>> }

export type Part =
  | { readonly text: string }
  | { readonly bytes: Buffer; readonly filename: string; readonly type: string }

/** Where in an answer a value stands: a JSON path, a header, or the first group of a regular expression. */
export interface Capture {
  readonly json?: string
  readonly header?: string
  readonly regex?: string
}

export const titleOf = ({ method, path }: Pick<Step, 'method' | 'path'>): string => `${method} ${path}`

/** Statuses that mean that the step did what it is for. */
export const isExpected = ({ status }: Step, answered: number): boolean =>
  status === undefined ? answered < 400 : answered === status
