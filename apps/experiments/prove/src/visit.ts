import {
  type Answer,
  createVisitor,
  isExpected,
  type Scenario,
  type Step,
  type Visitor,
} from '@unsticky/state-audit/probe'
import { type Expectation, outcomeOf } from './judge.ts'

/** What one visitor was told and what it found. */
export interface Visit {
  /** Writes that were answered as in the scenario: the visitor takes them for saved. */
  told: number
  gone: string[]
  loggedOut: string[]
  /** Requests without an answer, or with an error of the server. */
  silent: number
  /** Writes that were refused; after a loss that is a consequence, e.g. an order of an empty cart. */
  refused: number
}

export interface Guest {
  readonly visit: Visit
  /** Goes through the scenario once. */
  walk(): Promise<void>
  /** Asks every read once more. */
  lookAgain(): Promise<void>
}

const stickiness = /(^|;\s*)shop_target=[^;]*/

/** A visitor at the balancer. With two devices, the second one looks again: the same cookies, but not the balancer's. */
export function createGuest(
  scenario: Scenario,
  { port, devices, expected }: { port: number; devices: 1 | 2; expected: ReadonlyMap<string, Expectation> },
): Guest {
  const visitor = createVisitor(scenario)
  const visit: Visit = { told: 0, gone: [], loggedOut: [], silent: 0, refused: 0 }
  const reached: Step[] = []
  return { visit, walk, lookAgain }

  async function walk() {
    for (const step of scenario.steps) {
      const answer = await ask(visitor, step, port)
      if (step.isRead) note(step, answer)
      else if (!answer || answer.status >= 500) return void visit.silent++
      else if (!isExpected(step, answer.status)) {
        if (answer.status === 401 || answer.status === 403) visit.loggedOut.push(step.name)
        visit.refused++
      } else visit.told++
      if (step.isRead && visit.told > 0) reached.push(step)
    }
  }

  async function lookAgain() {
    for (const step of reached) note(step, await ask(visitor, step, port, { isOtherDevice: devices === 2 }))
  }

  function note(step: Step, answer: Answer | undefined) {
    const expectation = expected.get(step.name)
    if (!expectation || visit.told === 0) return
    const outcome = outcomeOf(expectation, answer)
    if (outcome === 'gone') visit.gone.push(step.name)
    if (outcome === 'logged out') visit.loggedOut.push(step.name)
    if (outcome === 'silent') visit.silent++
  }
}

/** The answer with the visitor's own values by their names; undefined where none came. */
export async function ask(
  visitor: Visitor,
  step: Step,
  port: number,
  { isOtherDevice = false }: { isOtherDevice?: boolean } = {},
): Promise<Answer | undefined> {
  try {
    if (!isOtherDevice) return (await visitor.walk(step, port)).plain
    const { cookie = '', ...headers } = visitor.prepare(step).headers
    const own = cookie.replace(stickiness, '').replace(/^;\s*/, '')
    return (await visitor.walk({ ...step, headers: { ...headers, cookie: own } }, port)).plain
  } catch {
    return undefined
  }
}
