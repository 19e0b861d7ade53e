import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createClock, freshId, makeSessionFolder, openStore, session } from '../testing/session-folder.ts'
import { isTemporaryName, sessionPath } from './session-path.ts'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Whole {
  readonly writer: string
  readonly length: number
  readonly text: string
}

/** Resolves when the process has said its first word. */
async function start(program: 'writer' | 'stuck-writer', env: Record<string, string>) {
  const child = fork(fileURLToPath(new URL(`../testing/${program}.ts`, import.meta.url)), { env })
  children.push(child)
  await once(child, 'message')
  return child
}

async function stop(child: ChildProcess) {
  const exited = once(child, 'exit')
  child.send('stop')
  return (await exited)[0]
}

async function kill(child: ChildProcess) {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

const expectWhole = ({ writer, length, text }: Whole) => expect(text).toBe(writer.repeat(length))

describe('several processes that write the same session', () => {
  it('never let a reader see half of one or a mixture of two', async () => {
    await using place = await makeSessionFolder()
    const [sessions, SESSION_ID] = [openStore(place), freshId()]
    const env = { SESSION_FOLDER: place.folder, SESSION_ID }
    const writers = await Promise.all(['a', 'b', 'c'].map((WRITER) => start('writer', { ...env, WRITER })))

    const seen = new Set<string>()
    // On until two of them were met: on a busy machine one may be ahead for a while.
    for (let look = 0; look < 300 || seen.size < 2; look += 1) {
      const found = (await sessions.get(SESSION_ID)) as Whole | null
      if (!found) throw new Error('The session was away for a moment')
      expectWhole(found)
      seen.add(found.writer)
    }

    expect(await Promise.all(writers.map(stop))).toEqual([0, 0, 0])
  })

  it('cannot bring it back once it was ended', async () => {
    await using place = await makeSessionFolder()
    const [sessions, SESSION_ID] = [openStore(place), freshId()]
    const env = { SESSION_FOLDER: place.folder, SESSION_ID }
    const writers = await Promise.all(['a', 'b', 'c'].map((WRITER) => start('writer', { ...env, WRITER })))

    await sessions.destroy(SESSION_ID)

    for (let look = 0; look < 200; look += 1) expect(await sessions.get(SESSION_ID)).toBeNull()
    expect(await Promise.all(writers.map(stop))).toEqual([0, 0, 0])
    expect(await sessions.get(SESSION_ID)).toBeNull()
    expect((await stat(sessionPath(place.folder, SESSION_ID).path)).isDirectory()).toBe(true)
  })

  it('leave the one before when they are killed between write and rename', async () => {
    await using place = await makeSessionFolder()
    const [clock, SESSION_ID] = [createClock(), freshId()]
    const sessions = openStore({ ...place, now: clock.now })
    await sessions.set(SESSION_ID, { ...session, note: 'before' })
    const stuck = await start('stuck-writer', { SESSION_FOLDER: place.folder, SESSION_ID })
    const unfinished = async () =>
      (await readdir(sessionPath(place.folder, SESSION_ID).shard)).filter(isTemporaryName)

    await kill(stuck)

    expect(await unfinished()).toHaveLength(1)
    expect(await sessions.get(SESSION_ID)).toMatchObject({ note: 'before' })
    await sessions.set(SESSION_ID, { ...session, note: 'after' })
    expect(await sessions.get(SESSION_ID)).toMatchObject({ note: 'after' })
    clock.advance(121_000)
    expect(await sessions.cleanUp()).toBe(1)
    expect(await unfinished()).toEqual([])
  })

  it('leave a whole session wherever a kill meets them', async () => {
    await using place = await makeSessionFolder()
    const [sessions, SESSION_ID] = [openStore(place), freshId()]

    for (const WRITER of ['a', 'b', 'c', 'd']) {
      await kill(await start('writer', { SESSION_FOLDER: place.folder, SESSION_ID, WRITER }))

      const found = (await sessions.get(SESSION_ID)) as unknown as Whole
      expect(found.writer).toBe(WRITER)
      expectWhole(found)
    }
  })
})
