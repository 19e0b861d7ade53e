import { promisify } from 'node:util'
import { createMemorySessionStore } from '@unsticky/in-process'
import { connectValkey, createValkeySessionArchive, createValkeySessionStore } from '@unsticky/valkey'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGate, type Mode } from './gate.ts'
import { type Archives, createHandovers, type LocalArchives } from './handovers.ts'
import { createMigratingSessionStore, type SessionPlace } from './migrating-session-store.ts'
import { type CartStage, startCartStage } from './testing/cart-stage.ts'

let stage: CartStage
beforeAll(async () => {
  stage = await startCartStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

async function open(mode: Mode) {
  const { url, password } = stage.server
  const redis = connectValkey({ url, password, name: 'test', service: 'session store' })
  const next = createValkeySessionStore({ redis })
  const old = createMemorySessionStore() as SessionPlace & ReturnType<typeof createMemorySessionStore>
  const gate = createGate()
  const archives = { sessions: createValkeySessionArchive({ redis, sessions: next }) }
  const { sessions: handover } = createHandovers(
    { sessions: old.archive } as unknown as LocalArchives,
    archives as unknown as Archives,
  )
  const { store } = createMigratingSessionStore({ gate, old, next, handover })
  await gate.switchTo(mode)
  return {
    gate,
    handover,
    old: old.store,
    next: next.store,
    get: promisify<string, object | null | undefined>(store.get),
    set: promisify<string, object, void>(store.set),
    destroy: promisify<string, void>(store.destroy),
  }
}

const freshId = () => crypto.randomUUID().replaceAll('-', '')
const empty = { cookie: { path: '/' } }
const signedIn = { ...empty, accountId: 'account_1', createdAt: 1 }

describe('a move of sessions', () => {
  it('brings the last of two writes along, on the way there and on the way back', async () => {
    const [there, back] = [freshId(), freshId()]
    const { set, get, gate, handover } = await open('dual-write')
    for (const session of [empty, signedIn]) await set(there, session)

    await gate.switchTo('read-through')
    for (const session of [empty, signedIn]) await set(back, session)
    expect(await get(there)).toMatchObject({ accountId: 'account_1' })
    await handover.copyBack()
    await gate.switchTo('off')

    for (const id of [there, back]) expect(await get(id)).toMatchObject({ accountId: 'account_1' })
  })

  it('keeps a logout final that was made before the switch, after it, or elsewhere', async () => {
    const [early, late, elsewhere] = [freshId(), freshId(), freshId()]
    const { set, get, destroy, gate, handover, next } = await open('dual-write')
    for (const id of [early, late, elsewhere]) await set(id, signedIn)
    await destroy(early)

    await gate.switchTo('read-through')
    await destroy(late)
    await promisify<string, void>(next.destroy)(elsewhere)
    await handover.copyBack()

    for (const id of [early, late, elsewhere]) expect(await get(id)).toBeFalsy()
    await gate.switchTo('off')
    for (const id of [early, late, elsewhere]) expect(await get(id)).toBeFalsy()
  })

  it('fails a logout that the new store did not hear of, so that it can be made again', async () => {
    const id = freshId()
    const { set, get, destroy } = await open('dual-write')
    await set(id, signedIn)

    stage.server.freeze()
    await expect(destroy(id)).rejects.toThrow('session store')
    stage.server.thaw()

    expect(await get(id)).toMatchObject({ accountId: 'account_1' })
    await destroy(id)
    expect(await get(id)).toBeFalsy()
  })
})
