import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from './snapshot.ts'

const program = fileURLToPath(new URL('./control-room.ts', import.meta.url))

describe('pnpm control-room', { timeout: 180_000 }, () => {
  it('says where it is, and leaves nothing running after Ctrl-C', async () => {
    const args = [program, '--no-open', '--no-shoppers', '--instances', '1']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const exited = once(child, 'exit')
    const origin = await addressOf(child)
    const { columns } = (await (await fetch(`${origin}/api/snapshot`)).json()) as Snapshot
    const pids = columns.flatMap(({ instances }) => instances.map(({ pid }) => pid))
    expect(pids.map(isRunning)).toEqual([true, true])

    child.kill('SIGINT')

    expect((await exited)[0]).toBe(0)
    await expect.poll(() => pids.filter(isRunning), { timeout: 30_000 }).toEqual([])
    await expect(fetch(`${origin}/`)).rejects.toThrow()
  })

  it('says what is wrong with an option', async () => {
    const child = spawn(process.execPath, [program, '--instances', 'many'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text
    })

    expect((await once(child, 'close'))[0]).toBe(2)
    expect(said).toContain('--instances is a whole number from 1 to 6')
  })
})

async function addressOf({ stdout }: ChildProcess) {
  if (!stdout) throw new Error('The program has no output')
  for await (const line of createInterface({ input: stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (address) return address
  }
  throw new Error('The program ended without an address')
}

function isRunning(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
