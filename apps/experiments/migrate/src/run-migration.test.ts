import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PhaseName } from './phases.ts'
import { runMigration } from './run-migration.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog })
})
afterAll(() => cloud.stop())

const directories: string[] = []
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
})

interface Way {
  readonly instances: number
  readonly rollbackAt?: PhaseName
  readonly skip?: readonly PhaseName[]
}

function migrate({ skip = [], ...way }: Way) {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-migrate-test-'))
  directories.push(directory)
  return runMigration({ shoppers: 12, holdSeconds: 0.8, skip, ...way, directory, cloud, log: () => {} })
}

/** The command itself, with few shoppers: real fleets, real stores, real shoppers. */
describe('moving a running shop', () => {
  it('loses no cart and no login on the way there, with two devices', async () => {
    const { verdict, steps, continuity } = await migrate({ instances: 1 })

    expect(verdict).toEqual({ ok: true, text: 'moved: 0 of 12 carts lost, 0 of 12 logins lost' })
    expect(steps.at(-1)).toMatchObject({ phase: 'finish', direction: 'forward' })
    expect(continuity.ordersPlaced).toBeGreaterThan(0)
  })

  it('loses no cart and no login when it is rolled back half way, on two instances', async () => {
    const { verdict, steps } = await migrate({ instances: 2, rollbackAt: 'cut-over' })

    expect(verdict).toEqual({ ok: true, text: 'rolled back: 0 of 12 carts lost, 0 of 12 logins lost' })
    expect(steps.filter(({ direction }) => direction === 'back').map(({ phase }) => phase)).toEqual([
      'cut-over',
      'read-through',
      'dual-write',
    ])
  })

  it('is caught by the ledger when nothing is written twice', async () => {
    const { verdict, continuity, failure } = await migrate({
      instances: 1,
      skip: ['dual-write', 'verify'],
      rollbackAt: 'read-through',
    })

    expect(failure).toBeUndefined()
    expect(verdict.ok).toBe(false)
    expect(continuity.cartsLost).toBeGreaterThan(0)
  })
})
