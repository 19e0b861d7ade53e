import type { PromiseId } from './matrix.ts'
import type { Step } from './step.ts'

/** The article's four places for sessions, by their name in SHOP_SESSION_STORE. */
export type SessionStoreId = 'elasticache' | 'memorydb' | 'dynamodb' | 'efs'

export interface SessionStore {
  readonly id: SessionStoreId
  readonly title: string
  /** What a running shop says of the place of its sessions (`GET /api/state`). */
  readonly livesIn: string
  /** What a step breaks on this store though the matrix says that it keeps it. */
  readonly breaks: readonly PromiseId[]
}

/** What each of them does to the promises: nothing, and that is measured (`pnpm promises --session-store all`). */
export const sessionStores: readonly SessionStore[] = [
  { id: 'elasticache', livesIn: 'Valkey (sessions)', title: 'ElastiCache (Valkey)', breaks: [] },
  {
    id: 'memorydb',
    livesIn: 'Valkey (sessions, append-only file)',
    title: 'MemoryDB (durable Valkey)',
    breaks: [],
  },
  { id: 'dynamodb', livesIn: 'DynamoDB', title: 'DynamoDB', breaks: [] },
  { id: 'efs', livesIn: 'shared folder (EFS)', title: 'EFS (files)', breaks: [] },
]

/** What a step keeps, on a session store other than its own if one is given. */
export const keptOn = ({ keeps }: Step, store?: SessionStore): readonly PromiseId[] =>
  keeps.filter((id) => !store?.breaks.includes(id))
