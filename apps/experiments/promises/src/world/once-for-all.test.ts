import { expect, it, vi } from 'vitest'
import { onceForAll } from './once-for-all.ts'

it('what several ask for is done once, when the last has asked or ended', async () => {
  const act = vi.fn(async () => {})
  const { join } = onceForAll(act, { participants: 3 })
  const [first, second, third] = [join(), join(), join()]

  const asked = Promise.all([first.ask(), second.ask()])
  expect(act).not.toHaveBeenCalled()
  third.leave()
  await asked
  first.leave()

  expect(act).toHaveBeenCalledOnce()
})

it('nobody is left waiting when it fails, and nothing is done that nobody asked for', async () => {
  const failing = onceForAll(() => Promise.reject(new Error('no')), { participants: 1 })
  await expect(failing.join().ask()).rejects.toThrow('no')

  const act = vi.fn(async () => {})
  const unwanted = onceForAll(act, { participants: 2 })
  unwanted.join().leave()
  unwanted.join().leave()
  expect(act).not.toHaveBeenCalled()
})
