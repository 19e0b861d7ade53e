import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createControlClient } from './control-client.ts'
import { startControlServer } from './control-server.ts'

const token = 'a-token-with-at-least-32-characters'
const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function start() {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-control-'))
  const socketPath = join(directory, 'i-1.sock')
  const commands = {
    double: async (number: unknown) => Number(number) * 2,
    fail: async () => Promise.reject(new Error('the store is away')),
  }
  const server = await startControlServer({ socketPath, token, commands })
  cleanups.push(() => {
    server.close()
    rmSync(directory, { recursive: true })
  })
  return socketPath
}

it('runs a command with its argument and answers what it resolves to', async () => {
  const call = createControlClient({ socketPath: await start(), token })

  expect(await call('double', 21)).toBe(42)
})

it('refuses a wrong token before it says which commands there are', async () => {
  const socketPath = await start()
  const stranger = createControlClient({ socketPath, token: `${token}x` })

  await expect(stranger('double', 21)).rejects.toThrow('401')
  await expect(stranger('nothing')).rejects.toThrow('401')
})

it('says in its own words why a command failed, and that there is none of a name', async () => {
  const call = createControlClient({ socketPath: await start(), token })

  await expect(call('fail')).rejects.toThrow('the store is away')
  await expect(call('constructor')).rejects.toThrow('404')
})

it('is for its owner alone, and does not start with a short token', async () => {
  const socketPath = await start()

  expect(statSync(socketPath).mode & 0o777).toBe(0o600)
  const short = startControlServer({ socketPath: `${socketPath}2`, token: 'short', commands: {} })
  await expect(short).rejects.toThrow('32 characters')
})
