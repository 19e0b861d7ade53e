import { describeLeaseStore } from '@unsticky/testkit'
import { suiteValkey } from '../../src/check/suite-valkey.ts'
import { loadCreateLeases } from './adapters.ts'

export async function contract(folder: string): Promise<void> {
  const create = await loadCreateLeases(folder)
  describeLeaseStore('yours', { open: suiteValkey(({ valkey }) => create({ valkey })).open })
}
