/** The program as a reader runs it: in a pipe, and with names that nobody knows. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('../step.ts', import.meta.url))
const step = (...args: readonly string[]) => promisify(execFile)(process.execPath, [program, ...args])

it.each([
  [['diff', '0', '9'], '3b (carts-by-themselves)'],
  [['diff', '0', '1', '--piece', 'kart'], 'rate-limit'],
  [['show', 'kart'], 'cookie-keys'],
  [['explain', '7'], '3b (carts-by-themselves)'],
])('%j ends with 2 and the list of what there is', async (args, list) => {
  await expect(step(...args)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(list) })
})

it('writes no colours into a pipe, and does not mind when its reader leaves', async () => {
  const { stdout } = await step('diff', '1', '4')
  expect(stdout).not.toContain('\u001b')

  const reader = spawn(process.execPath, [program, 'diff', '1', '4'], { stdio: ['ignore', 'pipe', 'pipe'] })
  reader.stdout.destroy()
  expect(await once(reader, 'close')).toEqual([0, null])
})

it('takes a port for the name of its piece, and machines get the code too', async () => {
  const { stdout } = await step('diff', '3b', '4', '--piece', 'rateLimiter', '--json')
  const { pieces, composition } = JSON.parse(stdout)

  expect(composition).toEqual([{ port: 'rateLimiter', from: 'memory', to: 'Valkey' }])
  expect(pieces[0].to.excerpts.map(({ file }: { file: string }) => file)).toContain(
    'packages/stores/valkey/src/rate-limits/hit.lua',
  )
})

it('makes a page that needs nothing else', async () => {
  const { stdout } = await step('diff', '2', '3a', '--html')

  expect(stdout).toMatch(/^<!doctype html>/)
  expect(stdout).not.toMatch(/<(script|link|img)|https?:/)
  expect(stdout).toContain('id="cart"')
  expect(stdout).toContain('Map&lt;ShopperId')
})

it('shows a piece of state through all steps, each source once', async () => {
  const { stdout } = await step('show', 'cart')

  expect(stdout.match(/^Step \w+,/gm)).toHaveLength(7)
  for (const source of ['CartStore extends Placed', 'createMemoryCartStore', 'createValkeyCartStore'])
    expect(stdout.split(`${source}`).length, source).toBeGreaterThan(1)
  expect(stdout).toContain('as in step 3b')
})
