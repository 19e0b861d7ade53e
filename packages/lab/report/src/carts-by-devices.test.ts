import { createLedger } from '@unsticky/continuity'
import { expect, it } from 'vitest'
import { cartsByDevices } from './carts-by-devices.ts'

it('tells shoppers who kept to one device from those who changed it', () => {
  const history = [
    ...shopper('a', { finds: true, on: 'laptop' }),
    ...shopper('b', { finds: false, on: 'phone' }),
    ...shopper('c', { finds: true, on: 'phone' }),
  ]

  expect(cartsByDevices(history)).toEqual({
    oneDevice: { cartsChecked: 1, cartsLost: 0 },
    severalDevices: { cartsChecked: 2, cartsLost: 1 },
  })
})

function shopper(name: string, { finds, on }: { finds: boolean; on: string }) {
  const ledger = createLedger({ shopper: name, now: () => 1_795_500_000_000 })
  const line = { productId: `tea-of-${name}`, quantity: 1 }
  ledger.invoke('signUp', {}, { process: 'laptop' }).answered(201)
  ledger.invoke('addToCart', line, { process: 'laptop' }).answered(200)
  if (on !== 'laptop') ledger.invoke('login', {}, { process: on }).answered(200)
  ledger.invoke('readCart', {}, { process: on }).answered(200, () => ({ lines: finds ? [line] : [] }))
  return ledger.events()
}
