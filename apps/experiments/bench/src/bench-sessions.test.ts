import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { operations } from './sessions/measure.ts'
import type { SessionsResult } from './sessions/result.ts'
import { storeNames } from './sessions/stores.ts'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [program, 'sessions', ...args], { timeout: 110_000 })

it('measures, kills and prices all four stores in one run', { timeout: 120_000 }, async () => {
  const output = await mkdtemp(join(tmpdir(), 'unsticky-bench-'))

  const { stdout } = await run('--rounds', '2', '--cell-ms', '50', '--output', output, '--json')

  const result = JSON.parse(stdout) as SessionsResult
  expect(Object.keys(result.stores)).toEqual([...storeNames])
  for (const name of storeNames) {
    for (const operation of operations) {
      const { p50Ms, p99Ms, perSecond } = result.stores[name]?.operations[operation] ?? {}
      for (const figure of [p50Ms, p99Ms, perSecond]) expect(figure?.min).toBeGreaterThan(0)
    }
  }
  expect(result.stores.elasticache?.ratios.get.latency).toMatchObject({ value: 1, min: 1, max: 1 })
  // What the four do by their nature, whatever the machine does: this is the table's one column without a clock.
  const lost = (name: (typeof storeNames)[number]) => result.stores[name]?.loss
  expect(lost('elasticache')?.lost).toBe(lost('elasticache')?.acknowledged)
  expect([lost('memorydb')?.lost, lost('efs')?.lost]).toEqual([0, 0])
  for (const name of storeNames) expect(lost(name)?.acknowledged).toBeGreaterThanOrEqual(300)
  expect(result.costs).toHaveLength(15)
  expect(JSON.parse(await readFile(join(output, 'sessions.json'), 'utf8'))).toEqual(result)
  const markdown = await readFile(join(output, 'sessions.md'), 'utf8')
  for (const title of ['Latency', 'Throughput', 'Lost by a kill', 'Cost of a million sessions'])
    expect(markdown).toContain(`## ${title}`)
  await rm(output, { recursive: true })
})

it('says what is wrong with its options', async () => {
  await expect(run('--only', 'memory')).rejects.toThrow(/"memory" is none of elasticache, memorydb/)
  await expect(run('--rounds', '0')).rejects.toThrow(/A whole number from 1 to 20/)
})
