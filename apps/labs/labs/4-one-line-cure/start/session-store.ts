/** Where the sessions of your shop are, and how the balancer chooses an instance. This file is yours. */
import { createMemorySessionStore } from '@unsticky/in-process'
import type { SessionStoreOptions } from '@unsticky/lab-kit/sessions'

/** 'sticky': a shopper's requests all go to one instance. 'round-robin': any instance may answer. */
export const routing: 'sticky' | 'round-robin' = 'sticky'

export function createSessions({ idleTimeoutSeconds }: SessionStoreOptions) {
  return createMemorySessionStore({ idleTimeoutSeconds })
}
