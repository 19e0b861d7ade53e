import { mkdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createClock, freshId, makeSessionFolder, openStore, session } from '../testing/session-folder.ts'
import { sessionPath } from './session-path.ts'

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

it('removes what idles and what was ended, after the longest request, and keeps what is used', async () => {
  await using place = await makeSessionFolder()
  const clock = createClock()
  const sessions = openStore({ ...place, now: clock.now, idleTimeoutSeconds: 600, tombstoneSeconds: 120 })
  const [used, idle, ended] = [freshId(), freshId(), freshId()]
  for (const id of [used, idle, ended]) await sessions.set(id, session)
  await sessions.destroy(ended)
  const areThere = () =>
    Promise.all([used, idle, ended].map((id) => isThere(sessionPath(place.folder, id).path)))

  clock.advance(100_000)
  expect([await sessions.cleanUp(), await areThere()]).toEqual([0, [true, true, true]])
  clock.advance(300_000)
  await sessions.get(used)
  expect([await sessions.cleanUp(), await areThere()]).toEqual([1, [true, true, false]])
  // Ended by now, and not removed yet: a request that began before may still write it.
  clock.advance(210_000)
  expect([await sessions.get(idle), await sessions.cleanUp(), await areThere()]).toEqual([
    null,
    0,
    [true, true, false],
  ])
  clock.advance(120_000)
  expect([await sessions.cleanUp(), await areThere()]).toEqual([1, [true, false, false]])
  expect(await sessions.get(used)).toMatchObject(session)
})

it('leaves alone what is not ours', async () => {
  await using place = await makeSessionFolder()
  const clock = createClock()
  const sessions = openStore({ ...place, now: clock.now })
  await mkdir(join(place.folder, 'lost+found'))
  await mkdir(join(place.folder, 'ab'))
  for (const path of ['notes.txt', 'lost+found/x', 'ab/notes.txt'])
    await writeFile(join(place.folder, path), 'mine')

  clock.advance(365 * 24 * 3_600_000)

  expect(await sessions.cleanUp()).toBe(0)
})

it('runs by itself, in one instance for all', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await using place = await makeSessionFolder()
  const clock = createClock()
  const { path, shard } = sessionPath(place.folder, freshId())
  await mkdir(shard)

  /** An instance that lives through one interval; whether an old session was removed by it. */
  async function removesOldSession() {
    await writeFile(path, JSON.stringify(session))
    await utimes(path, 1, 1)
    const { close } = openStore({ ...place, now: clock.now, cleanUpEverySeconds: 300 })
    vi.advanceTimersByTime(300_000)
    await close()
    return !(await isThere(path))
  }

  expect(await removesOldSession()).toBe(true)
  expect(await removesOldSession()).toBe(false)
  clock.advance(300_000)
  expect(await removesOldSession()).toBe(true)
  vi.useRealTimers()
})

it('says so when it cannot', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await using place = await makeSessionFolder()
  const warnings: string[] = []
  const log = { warn: (_details: object, message: string) => void warnings.push(message) }
  const { close } = openStore({ folder: join(place.around, 'not-mounted'), log })

  vi.advanceTimersByTime(300_000)
  await close()
  vi.useRealTimers()

  expect(warnings).toEqual(['the session folder could not be cleaned up'])
})
