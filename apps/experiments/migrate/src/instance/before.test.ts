import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { afterEach, beforeEach, expect, it } from 'vitest'

const entry = fileURLToPath(new URL('./before.ts', import.meta.url))

let group: ProcessGroup
let sockets: string
beforeEach(() => {
  group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-before-')),
    temporary: true,
  })
  sockets = mkdtempSync(join(tmpdir(), 'unsticky-sockets-'))
})
afterEach(async () => {
  await group.stopAll()
  rmSync(sockets, { recursive: true, force: true })
})

/** Starts an instance without any service behind it. Resolves to its port, or to its words when it does not start. */
async function start(env: NodeJS.ProcessEnv) {
  const listening = Promise.withResolvers<{ port: number }>()
  const instance = await group.spawn({
    name: 'before',
    command: process.execPath,
    args: [entry],
    env: { PORT: '0', HOST: '127.0.0.1', INSTANCE_ID: 'i-1', LOG_LEVEL: 'warn', ...env },
    onMessage: (message) => listening.resolve(message as { port: number }),
  })
  const ended = instance.exited.then(() => ({ port: 0 }))
  const { port } = await Promise.race([listening.promise, ended])
  return { port, words: instance.logTail() }
}

it('is the stateful shop, and listens for no command, without a token', async () => {
  const { port } = await start({ MIGRATION_SOCKETS: sockets })

  const state = await fetch(`http://127.0.0.1:${port}/api/state`)
  expect(await state.text()).toContain('memory of this process')
  expect(readdirSync(sockets)).toEqual([])
  const command = await fetch(`http://127.0.0.1:${port}/switchTo`, { method: 'POST' })
  expect([403, 404]).toContain(command.status)
})

it('does not start with a token that can be guessed, or without a folder of its own', async () => {
  expect((await start({ MIGRATION_TOKEN: 'short', MIGRATION_SOCKETS: sockets })).words).toContain(
    'MIGRATION_TOKEN',
  )
  expect((await start({ MIGRATION_TOKEN: 'x'.repeat(32) })).words).toContain('MIGRATION_SOCKETS')
})
