import { execFile } from 'node:child_process'
import { mkdir, open, readFile, rename, stat, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { UnavailableError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import { createClock, freshId, makeSessionFolder, openStore, session } from '../testing/session-folder.ts'
import { sessionPath } from './session-path.ts'

describe('logout', () => {
  it('is refused by the file system itself: what comes late cannot replace the folder in the place', async () => {
    await using place = await makeSessionFolder()
    const [sessions, id] = [openStore(place), freshId()]
    await sessions.set(id, session)

    await sessions.destroy(id)

    const { path } = sessionPath(place.folder, id)
    expect((await stat(path)).isDirectory()).toBe(true)
    await writeFile(`${path}.late`, JSON.stringify(session))
    await expect(rename(`${path}.late`, path)).rejects.toThrow(/EISDIR|EEXIST/)
  })

  it('leaves nothing of the session and no unfinished file', async () => {
    await using place = await makeSessionFolder()
    const [sessions, id] = [openStore(place), freshId()]
    await sessions.set(id, { ...session, note: 'a secret' })
    const before = await place.list()

    await sessions.destroy(id)
    await sessions.set(id, { ...session, note: 'a secret' })
    await sessions.destroy(id)

    expect(await place.list()).toEqual(before)
    expect(await sessions.get(id)).toBeNull()
  })
})

describe('idle time', () => {
  it('ends a session whose file is still there', async () => {
    await using place = await makeSessionFolder()
    const [clock, id] = [createClock(), freshId()]
    const sessions = openStore({ ...place, now: clock.now, idleTimeoutSeconds: 100 })
    await sessions.set(id, session)

    clock.advance(101_000)

    expect(await sessions.get(id)).toBeNull()
    expect((await stat(sessionPath(place.folder, id).path)).isFile()).toBe(true)
  })

  it('starts anew with a look, and changes the file at most once a minute', async () => {
    await using place = await makeSessionFolder()
    const [clock, id] = [createClock(), freshId()]
    const sessions = openStore({ ...place, now: clock.now, idleTimeoutSeconds: 600 })
    await sessions.set(id, session)
    const seen = [(await stat(sessionPath(place.folder, id).path)).mtimeMs]

    for (const _look of [1, 2, 3, 4, 5]) {
      clock.advance(40_000)
      expect(await sessions.get(id)).toMatchObject(session)
      seen.push((await stat(sessionPath(place.folder, id).path)).mtimeMs)
    }

    expect(new Set(seen).size).toBe(3)
  })
})

describe('what is in the folder', () => {
  it('can be read by its owner alone and shows no id', async () => {
    await using place = await makeSessionFolder()
    const [sessions, id] = [openStore(place), freshId()]

    await sessions.set(id, session)

    const { path, shard } = sessionPath(place.folder, id)
    expect([(await stat(path)).mode & 0o777, (await stat(shard)).mode & 0o777]).toEqual([0o600, 0o700])
    expect([(await place.list()).join(), await readFile(path, 'utf8')].join()).not.toContain(id)
  })

  it('is no session when it was cut off or is a link', async () => {
    await using place = await makeSessionFolder()
    const [sessions, torn, linked] = [openStore(place), freshId(), freshId()]
    for (const id of [torn, linked]) await sessions.set(id, session)
    const elsewhere = join(place.around, 'elsewhere.json')
    await writeFile(elsewhere, JSON.stringify(session))

    await writeFile(sessionPath(place.folder, torn).path, '{"cookie":{"origi')
    await unlink(sessionPath(place.folder, linked).path)
    await symlink(elsewhere, sessionPath(place.folder, linked).path)

    expect([await sessions.get(torn), await sessions.get(linked)]).toEqual([null, null])
    await sessions.set(linked, { ...session, note: 'written' })
    expect(await readFile(elsewhere, 'utf8')).toBe(JSON.stringify(session))
  })
})

describe('a folder that cannot be used', () => {
  it('is unavailable when it is not mounted, and never made', async () => {
    await using place = await makeSessionFolder()
    const folder = join(place.around, 'not-mounted')
    const [sessions, id] = [openStore({ folder }), freshId()]

    for (const ask of [() => sessions.get(id), () => sessions.set(id, session), () => sessions.destroy(id)])
      await expect(ask()).rejects.toThrow(UnavailableError)

    expect(await place.list()).not.toContain('not-mounted')
  })

  it('is unavailable in bounded time when it hangs, for who waits behind as well, and recovers alone', async () => {
    await using place = await makeSessionFolder()
    const sessions = openStore({ ...place, deadlineMs: 300, maxAtOnce: 2 })
    const [stuck, fine] = [[freshId(), freshId()], freshId()]
    await sessions.set(fine, session)
    // Who opens a pipe that nobody writes to waits inside the operating system, as with a file server that is gone.
    const pipes = stuck.map((id) => sessionPath(place.folder, id))
    for (const { shard, path } of pipes) {
      await mkdir(shard, { recursive: true })
      await promisify(execFile)('mkfifo', [path])
    }

    const startedAt = performance.now()
    const answers = await Promise.allSettled([...stuck, fine].map((id) => sessions.get(id)))
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.code)).toEqual(
      Array(3).fill('SHOP_UNAVAILABLE'),
    )
    expect(performance.now() - startedAt).toBeLessThan(3000)

    for (const { path } of pipes) await (await open(path, 'w')).close()
    await expect.poll(() => sessions.get(fine).catch(() => 'unavailable')).toMatchObject(session)
  })
})
