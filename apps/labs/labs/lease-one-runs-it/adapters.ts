import type { LeaseStore } from '@unsticky/kernel'
import type { SharedOptions } from '@unsticky/lab-kit/valkey'
import { loadFunction } from '../../src/check/load-file.ts'
import { connect } from '../../src/shop/connect.ts'
import type { MakeAdapters } from '../../src/shop/make-adapters.type.ts'

export const loadCreateLeases = (folder: string) =>
  loadFunction<(options: SharedOptions) => LeaseStore>(folder, {
    file: 'lease-store.ts',
    name: 'createLeases',
  })

export const makeAdapters: MakeAdapters = async (folder, { config }) => {
  const create = await loadCreateLeases(folder)
  return { leases: create({ valkey: connect(config).sessions() }) }
}
