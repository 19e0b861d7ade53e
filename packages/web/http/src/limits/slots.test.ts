import { expect, it } from 'vitest'
import { BusyError } from '../errors.ts'
import { createSlots } from './slots.ts'

it('lets so many in, so many wait in their order, and refuses the rest', async () => {
  const slots = createSlots({ size: 2, waiting: 1 })
  const order: number[] = []
  const gate = Promise.withResolvers<void>()
  const work = (number: number) => async () => {
    order.push(number)
    await gate.promise
  }

  const running = [slots.run(work(1)), slots.run(work(2)), slots.run(work(3))]
  await expect(slots.run(work(4))).rejects.toThrow(BusyError)
  expect(order).toEqual([1, 2])
  gate.resolve()
  await Promise.all(running)

  expect(order).toEqual([1, 2, 3])
})

it('gives a place back after a failure, and once only', async () => {
  const slots = createSlots({ size: 1 })
  await expect(slots.run(() => Promise.reject(new Error('bad picture')))).rejects.toThrow('bad picture')

  const giveBack = slots.take()
  giveBack()
  giveBack()
  slots.take()

  expect(() => slots.take()).toThrow(BusyError)
})
