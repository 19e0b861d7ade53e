import type { RateLimiter } from '@unsticky/kernel'
import type { SharedOptions } from '@unsticky/lab-kit/valkey'
import { loadFunction } from '../../src/check/load-file.ts'
import { connect } from '../../src/shop/connect.ts'
import type { MakeAdapters } from '../../src/shop/make-adapters.type.ts'

export const loadCreateLimiter = (folder: string) =>
  loadFunction<(options: SharedOptions) => RateLimiter>(folder, {
    file: 'rate-limiter.ts',
    name: 'createLimiter',
  })

export const makeAdapters: MakeAdapters = async (folder, { config }) => {
  const create = await loadCreateLimiter(folder)
  return { rateLimiter: create({ valkey: connect(config).sessions() }) }
}
