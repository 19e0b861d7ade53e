/** Who runs the reminder. Every instance gives the lease to itself. This file is yours. */
import { createMemoryLeaseStore } from '@unsticky/in-process'
import type { SharedOptions } from '@unsticky/lab-kit/valkey'

export function createLeases(_options: SharedOptions) {
  return createMemoryLeaseStore()
}
