import { describeRateLimiter } from '@unsticky/testkit'
import { suiteValkey } from '../../src/check/suite-valkey.ts'
import { loadCreateLimiter } from './adapters.ts'

export async function contract(folder: string): Promise<void> {
  const create = await loadCreateLimiter(folder)
  describeRateLimiter('yours', { open: suiteValkey(({ valkey }) => create({ valkey })).open })
}
