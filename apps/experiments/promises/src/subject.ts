import { keptOn, type PromiseId, type SessionStore, type Step } from '@unsticky/steps'

/** What the experiments run on: a step, as the matrix says or on a session store of its own. */
export interface Subject {
  readonly step: Step
  readonly sessionStore?: SessionStore
}

/** For people, and for the names of files: "step-5-on-efs". */
export const nameOf = ({ step, sessionStore }: Subject): string =>
  `step-${step.id}${sessionStore ? `-on-${sessionStore.id}` : ''}`

export const expectedOf = ({ step, sessionStore }: Subject, id: PromiseId): 'kept' | 'broken' =>
  keptOn(step, sessionStore).includes(id) ? 'kept' : 'broken'

/** The settings of its instances, beside the step itself. */
export const settingsOf = ({ sessionStore }: Subject): Readonly<Record<string, string>> =>
  sessionStore ? { SHOP_SESSION_STORE: sessionStore.id } : {}

interface State {
  readonly state: readonly { readonly state: string; readonly livesIn: string }[]
}

/** Asks the running shop where its sessions are. Throws when that is not what was meant to be measured. */
export async function assertRuns({ sessionStore }: Subject, url: string): Promise<void> {
  if (!sessionStore) return
  const { state } = (await (await fetch(`${url}/api/state`)).json()) as State
  const place = state.find((piece) => piece.state === 'session')?.livesIn
  if (place !== sessionStore.livesIn)
    throw new Error(
      `The sessions should be in ${sessionStore.livesIn} (${sessionStore.id}), but are in ${place}`,
    )
}
