import { findStep } from '@unsticky/steps'
import { expect, it } from 'vitest'
import { readPutBack, withPutBack } from './put-back.ts'

it('puts what is named back into the process, and nothing else', () => {
  const step = withPutBack(findStep('4'), readPutBack('carts,files'))

  expect(step.composition).toEqual({ ...findStep('4').composition, carts: 'memory', files: 'disk' })
  expect(withPutBack(findStep('0'), ['carts']).composition).toEqual(findStep('0').composition)
})

it.each([
  ['cart', 'it names "cart"'],
  ['orders', 'orders and catalog together'],
  ['catalog,carts', 'orders and catalog together'],
])('refuses %s', (setting, why) => {
  expect(() => readPutBack(setting)).toThrow(why)
})
