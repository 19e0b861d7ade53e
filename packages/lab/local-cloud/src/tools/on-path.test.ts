import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { askMiniStack, askVersion, findOnPath } from './on-path.ts'

const folder = mkdtempSync(join(tmpdir(), 'unsticky-path-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A PATH with one program that runs `script`. */
function pathWith(name: string, script: string) {
  const place = mkdtempSync(join(folder, 'bin-'))
  writeFileSync(join(place, name), script, { mode: 0o755 })
  return { PATH: place }
}

const valkey = {
  name: 'valkey',
  programs: ['valkey-server', 'redis-server'],
  minimum: '7.0',
  ask: askVersion('--version'),
} as const

describe('programs on PATH', () => {
  it('are taken when they are new enough', async () => {
    const env = pathWith('redis-server', '#!/bin/sh\necho "Redis server v=7.2.1 sha=0"\n')

    const { tool } = await findOnPath(valkey, env)

    expect(tool).toMatchObject({ version: '7.2.1', source: 'PATH', command: join(env.PATH, 'redis-server') })
  })

  it.each([
    ['too old', '#!/bin/sh\necho "Redis server v=6.2.7"\n', 'is version 6.2.7, needed is 7.0 or newer'],
    ['broken', '#!/bin/sh\nexit 3\n', 'does not run'],
    ['silent', '#!/bin/sh\n', 'does not say which version it is'],
  ])('are passed over, with the reason, when they are %s', async (_kind, script, reason) => {
    const { tool, skipped } = await findOnPath(valkey, pathWith('redis-server', script))

    expect(tool).toBeUndefined()
    expect(skipped).toEqual([expect.stringContaining(reason)])
  })

  it('count as MiniStack only with the Python package behind them', async () => {
    const wanted = { name: 'ministack', programs: ['ministack'], minimum: '1.5', ask: askMiniStack } as const

    const { skipped } = await findOnPath(wanted, pathWith('ministack', '#!/bin/sh\necho 1.5.33\n'))

    expect(skipped).toEqual([expect.stringContaining('names no Python')])
  })
})
