import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { findInstalled, installOnce } from './install-once.ts'

const root = mkdtempSync(join(tmpdir(), 'unsticky-install-'))
let place: { name: 'k6'; key: string; directory: string }

beforeEach(() => {
  place = { name: 'k6', key: 'test', directory: mkdtempSync(join(root, 'tools-')) }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** An install step that leaves one program and counts itself. */
function installer() {
  const step = async (folder: string) => {
    step.runs++
    writeFileSync(join(folder, 'k6'), 'program')
    return { version: '2.2.0', command: '{dir}/k6' }
  }
  step.runs = 0
  return step
}

const rubbish = () => readdirSync(place.directory).filter((entry) => entry.startsWith('.partial'))

describe('an install', () => {
  it('is found afterwards, and done once for any number of runs side by side', async () => {
    const install = installer()

    const all = await Promise.all([1, 2, 3].map(() => installOnce(place, install)))

    expect(install.runs).toBe(1)
    expect(all.map((tool) => tool.command)).toEqual(Array(3).fill(join(place.directory, 'k6-test', 'k6')))
    expect(findInstalled(place)).toEqual(all[0])
    expect(rubbish()).toEqual([])
  })

  it('runs on another Python of the same version, where the one it came with is out of reach', async () => {
    const bin = mkdtempSync(join(root, 'bin-'))
    writeFileSync(join(bin, 'python3.11'), '#!/bin/sh\n', { mode: 0o755 })
    await installOnce(place, installer())
    const record = (command: string) =>
      writeFileSync(
        join(place.directory, 'k6-test', 'tool.json'),
        JSON.stringify({ version: '1.5', command, args: ['-m', 'tool'] }),
      )
    vi.stubEnv('PATH', bin)

    record('/root-of-somebody/python3.11')
    expect(findInstalled(place)).toMatchObject({ command: join(bin, 'python3.11'), args: ['-m', 'tool'] })
    record('/root-of-somebody/python3.12')
    expect(findInstalled(place)).toBeUndefined()
    vi.unstubAllEnvs()
  })

  // Root may write everywhere.
  it.skipIf(process.getuid?.() === 0)('into a folder of somebody else says who can do it', async () => {
    chmodSync(place.directory, 0o555)

    await expect(installOnce(place, installer())).rejects.toThrow('Let its owner run `preflight --fetch`')
  })

  it('that fails leaves nothing and can be tried again', async () => {
    await expect(installOnce(place, () => Promise.reject(new Error('no network')))).rejects.toThrow(
      'no network',
    )

    expect([findInstalled(place), rubbish()]).toEqual([undefined, []])
    expect(await installOnce(place, installer())).toMatchObject({ version: '2.2.0' })
  })

  it('that is killed leaves no half tool, and the next one cleans up and does not wait for it', async () => {
    const parent = fork(fileURLToPath(new URL('../testing/install-parent.ts', import.meta.url)), [
      place.directory,
    ])
    await once(parent, 'message')
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    expect(findInstalled(place)).toBeUndefined()
    expect(rubbish()).toHaveLength(1)

    await installOnce(place, installer())

    expect(findInstalled(place)).toBeDefined()
    expect(rubbish()).toEqual([])
  })

  it('whose program was removed is done again', async () => {
    const { command } = await installOnce(place, installer())
    rmSync(command)
    expect(findInstalled(place)).toBeUndefined()

    await installOnce(place, installer())

    expect(findInstalled(place)).toBeDefined()
  })

  it('of another key does not count', async () => {
    await installOnce(place, installer())

    expect(findInstalled({ ...place, key: 'other' })).toBeUndefined()
  })

  it('takes over a lock that nobody has touched for long', async () => {
    mkdirSync(join(place.directory, 'locks'))
    const lock = join(place.directory, 'locks', 'k6.lock')
    writeFileSync(lock, '') // its holder was killed before it wrote its id
    utimesSync(lock, 0, 0)

    expect(await installOnce(place, installer())).toMatchObject({ version: '2.2.0' })
  })
})
