import { fork } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createProcessGroup } from './process-group.ts'
import { waitUntil } from './wait-until.ts'

const temporaryDirectory = () => mkdtempSync(join(tmpdir(), 'unsticky-processes-'))
const sleeper = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env: {} }

describe('process group', () => {
  it('stops every process it started', async () => {
    const group = createProcessGroup({ directory: temporaryDirectory(), temporary: true })
    const one = await group.spawn({ name: 'one', ...sleeper })
    const two = await group.spawn({ name: 'two', ...sleeper })

    await group.stopAll()

    expect([isAlive(one.pid), isAlive(two.pid)]).toEqual([false, false])
    expect(existsSync(group.directory)).toBe(false)
  })

  it('stops a frozen process', async () => {
    await using group = createProcessGroup({ directory: temporaryDirectory(), temporary: true })
    const frozen = await group.spawn({ name: 'frozen', ...sleeper })
    frozen.signal('SIGSTOP')

    expect(await frozen.stop()).toEqual({ code: null, signal: 'SIGTERM' })
  })

  it('kills a process that ignores SIGTERM once the grace is over', async () => {
    await using group = createProcessGroup({ directory: temporaryDirectory(), temporary: true })
    const stubborn = await group.spawn({
      name: 'stubborn',
      command: process.execPath,
      args: ['-e', 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'],
      env: {},
    })
    await waitUntil(() => stubborn.logTail().includes('up'), {
      what: 'the child to be up',
      timeoutMs: 10_000,
    })

    expect(await stubborn.stop({ graceMs: 50 })).toEqual({ code: null, signal: 'SIGKILL' })
  })

  it('says which program could not be started', async () => {
    await using group = createProcessGroup({ directory: temporaryDirectory(), temporary: true })

    await expect(group.spawn({ name: 'none', command: '/no/such/program' })).rejects.toThrow(
      '/no/such/program',
    )
  })

  it('leaves nothing behind when its own process is killed, frozen children included', async () => {
    const parent = fork(fileURLToPath(new URL('./testing/parent.ts', import.meta.url)))
    const { pids, directory } = await new Promise<{ pids: number[]; directory: string }>((resolve) =>
      parent.once('message', (message) => resolve(message as never)),
    )
    expect(pids.map(isAlive)).toEqual([true, true])

    parent.kill('SIGKILL')

    await waitUntil(() => !pids.some(isAlive) && !existsSync(directory), {
      what: 'the children to be gone',
      timeoutMs: 5000,
    })
  })
})

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
