import { newId } from '@unsticky/kernel'
import { expect, it } from 'vitest'
import { orderNumber } from './order-number.ts'

it('can be read out on the phone: four groups of four, without letters that are mistaken', () => {
  const number = orderNumber(newId('order', Date.now))

  expect(number).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
})

it('follows from the id alone, so that every instance and every attempt says the same', () => {
  expect(orderNumber('order_019c3f64-8a00-7abc-8def-0123456789ab')).toBe('0034-8KRG-0D2P-F2DB')
})

it('is another one for each of 50,000 orders of the same second', () => {
  const ids = Array.from({ length: 50_000 }, (_, index) =>
    newId('order', () => 1_800_000_000_000 + (index % 1000)),
  )

  expect(new Set(ids.map(orderNumber)).size).toBe(ids.length)
})

it('grows with time', () => {
  const times = [1_800_000_000_000, 1_800_000_000_001, 1_900_000_000_000]
  const numbers = times.map((time) => orderNumber(newId('order', () => time)))

  expect(numbers.toSorted()).toEqual(numbers)
})

it('refuses an id that it cannot be derived from', () => {
  expect(() => orderNumber('order_17')).toThrow('UUID')
})
