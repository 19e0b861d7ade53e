/** What the probe says where it cannot run, and that it leaves nothing behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { appsFolder, createProbeFolder } from '../testing/probe-app.ts'

vi.setConfig({ testTimeout: 300_000 })
const cli = join(import.meta.dirname, '../../cli.ts')
let probed: ReturnType<typeof createProbeFolder>
beforeEach(() => {
  probed = createProbeFolder()
})
afterEach(() => probed[Symbol.dispose]())
const steps = [{ path: '/' }]

it('shows the last lines of a command that ends at once', async () => {
  const failing = probed.run('no-such-file.js', { steps })

  await expect(failing).rejects.toThrow(/ended at once, with exit code 1[\s\S]*\| .*Cannot find module/)
})

it('says where the app listens, if not on the port that it was told', async () => {
  const failing = probed.run('never-ready.cjs', {
    steps,
    args: ['--timeout', '3', '--env', 'OWN_PORT={port2}'],
  })

  await expect(failing).rejects.toThrow(/not ready within 3 s[\s\S]*It listens on \d+ and not on \d+/)
})

it('gives an app whose port is in its code another one with --force-port', async () => {
  const { findings } = await probed.run('never-ready.cjs', {
    steps: [{ path: '/', status: 404 }],
    args: ['--force-port', '--env', 'OWN_PORT=3000', '--env', 'ANSWERS=404', '--restarts', '0'],
  })

  expect(findings).toEqual([])
})

it('blames the scenario, by step, where a single instance does not do what a step says', async () => {
  const failing = probed.run('boot-secret.mjs', { steps: [{ path: '/' }, { name: 'who am I', path: '/me' }] })

  await expect(failing).rejects.toThrow(
    /step 2 \(who am I\) fails on a single instance.*GET \/me answered 401/,
  )
})

it('leaves no process behind when it is interrupted, or killed', async () => {
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const child = spawn(
      process.execPath,
      [
        cli,
        'probe',
        '--start',
        'node leaking.cjs',
        '--cwd',
        appsFolder,
        '--scenario',
        probed.scenario(steps),
        '--sessions',
        '10000',
        '--env',
        `MARK=${probed.folder}`,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    await until(child, 'memory:')
    expect(appsWith(probed.folder).length).toBeGreaterThan(0)

    child.kill(signal)
    await once(child, 'exit')

    while (appsWith(probed.folder).length > 0) await sleep(20)
  }
})

async function until(child: ChildProcess, text: string) {
  for await (const chunk of child.stderr ?? []) if (String(chunk).includes(text)) return
}

/** Processes that have this folder in their environment and still run. */
function appsWith(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`MARK=${mark}`)
    } catch {
      return false
    }
  })
}
