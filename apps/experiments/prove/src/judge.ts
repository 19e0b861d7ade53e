import { type Answer, leavesOf } from '@unsticky/state-audit/probe'

/** What came back for one read. `silent`: no answer, or an error of the server. */
export type Outcome = 'same' | 'gone' | 'logged out' | 'silent'

/** What a read says where nothing was lost: seen on one instance that nobody disturbed. */
export interface Expectation {
  readonly step: string
  readonly status: number
  /** The values of a JSON answer by their path, without those that differ by themselves; undefined for other answers. */
  readonly values: ReadonlyMap<string, unknown> | undefined
}

/** Of the same read asked several times, by several visitors: what stays the same is what a visitor relies on. */
export function expectationOf(step: string, answers: readonly Answer[]): Expectation {
  const [first, ...others] = answers.map((answer) => ({ status: answer.status, values: valuesOf(answer) }))
  if (!first) throw new Error(`nobody asked ${step}`)
  const kept =
    first.values &&
    new Map(
      [...first.values].filter(([path, value]) => others.every((other) => other.values?.get(path) === value)),
    )
  return { step, status: first.status, values: kept }
}

export function outcomeOf({ status, values }: Expectation, answer: Answer | undefined): Outcome {
  if (!answer || answer.status >= 500) return 'silent'
  if (status < 300 && (answer.status === 401 || answer.status === 403 || isRedirect(answer.status)))
    return 'logged out'
  if (answer.status !== status) return 'gone'
  if (!values) return 'same'
  const found = valuesOf(answer)
  return [...values].every(([path, value]) => found?.get(path) === value) ? 'same' : 'gone'
}

const isRedirect = (status: number) => status >= 300 && status < 400 && status !== 304

function valuesOf({ body }: Answer): ReadonlyMap<string, unknown> | undefined {
  try {
    return new Map(leavesOf(JSON.parse(body.toString())).map(({ path, value }) => [path, value]))
  } catch {
    return undefined
  }
}
