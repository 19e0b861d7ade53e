/** The three columns of the comparison. Failure handling of the balancer is the same for all. */
import { fileURLToPath } from 'node:url'

export type Step = 'stateful' | 'stateless'

export interface Contestant {
  readonly id: 'stateful-round-robin' | 'stateful-sticky' | 'stateless'
  readonly title: string
  readonly step: Step
  readonly routing: 'round-robin' | 'sticky'
}

export const contestants: readonly Contestant[] = [
  {
    id: 'stateful-round-robin',
    title: 'stateful behind round robin',
    step: 'stateful',
    routing: 'round-robin',
  },
  { id: 'stateful-sticky', title: 'stateful behind sticky sessions', step: 'stateful', routing: 'sticky' },
  { id: 'stateless', title: 'stateless behind round robin', step: 'stateless', routing: 'round-robin' },
]

const entries: Readonly<Record<Step, string>> = {
  stateful: '../../../../apps/shop-stateful/src/server.ts',
  stateless: '../../../../apps/shop-stateless/src/server.ts',
}

/** The program of one instance. */
export const entryOf = (step: Step): string => fileURLToPath(new URL(entries[step], import.meta.url))
