import { expect, it } from 'vitest'
import { createGate, type Mode } from './gate.ts'

it('lets an operation end in the mode of its begin, and the next ones begin in the new mode', async () => {
  const [gate, first] = [createGate(), Promise.withResolvers<void>()]
  const order: string[] = []
  const run = (name: string, until?: Promise<void>) =>
    gate.run(async (mode: Mode) => {
      await until
      order.push(`${name} ${mode}`)
    })

  const slow = run('first', first.promise)
  const switching = gate.switchTo('dual-write').then(() => order.push('switched'))
  const late = run('second')
  await new Promise((resolve) => setImmediate(resolve))
  expect(order).toEqual([])
  first.resolve()
  await Promise.all([slow, switching, late])

  expect(order[0]).toBe('first off')
  expect(order).toContain('second dual-write')
  expect(gate.mode).toBe('dual-write')
})

it('switches also when an operation failed, and hands the failure on', async () => {
  const gate = createGate()
  const failing = gate.run(async () => Promise.reject(new Error('store away')))

  await expect(failing).rejects.toThrow('store away')
  await gate.switchTo('read-through')

  expect(await gate.run(async (mode) => mode)).toBe('read-through')
})

it('makes switches one after the other', async () => {
  const gate = createGate()
  const modes: Mode[] = ['dual-write', 'read-through', 'dual-write', 'off']

  await Promise.all(modes.map((mode) => gate.switchTo(mode)))

  expect(gate.mode).toBe('off')
})
