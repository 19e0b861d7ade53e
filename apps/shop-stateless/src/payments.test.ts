import { createPaymentClient } from '@unsticky/http'
import { UnavailableError } from '@unsticky/kernel'
import { startPaymentProvider } from '@unsticky/local-cloud'
import { PaymentDeclinedError } from '@unsticky/orders'
import { expect, it } from 'vitest'

it('charges once for one reference, however often and by however many instances it is asked', async () => {
  await using provider = await startPaymentProvider()
  const instances = [createPaymentClient(provider), createPaymentClient(provider)]

  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      instances[index % 2]?.('approved', 990, { reference: 'order-1' }),
    ),
  )

  expect(new Set(answers)).toEqual(new Set(['order-1']))
  expect(provider.charges()).toEqual([{ reference: 'order-1', amountCents: 990, isLive: true, asked: 6 }])
})

it('has charged although the instance that asked did not live to hear it, and a repeat changes nothing', async () => {
  await using provider = await startPaymentProvider({ slowMs: 60_000 })
  const dying = createPaymentClient({ url: provider.url, timeoutMs: 200 })

  await expect(dying('slow', 990, { reference: 'order-1' })).rejects.toThrow(UnavailableError)
  await createPaymentClient(provider)('approved', 990, { reference: 'order-1' })

  expect(provider.charges()).toMatchObject([{ isLive: true, asked: 2 }])
})

it('takes nothing from a declined card, and gives back by the reference', async () => {
  await using provider = await startPaymentProvider()
  const pay = createPaymentClient(provider)

  await expect(pay('declined', 990, { reference: 'order-1' })).rejects.toThrow(PaymentDeclinedError)
  expect(provider.charges()).toEqual([])

  await pay('approved', 990, { reference: 'order-2' })
  for (let time = 0; time < 2; time += 1) await pay.giveBack?.('order-2')
  expect(provider.charges()).toMatchObject([{ reference: 'order-2', isLive: false }])
})

it('is an outage when the provider is away', async () => {
  const provider = await startPaymentProvider()
  await provider[Symbol.asyncDispose]()

  const asked = createPaymentClient(provider)('approved', 990, { reference: 'order-1' })

  await expect(asked).rejects.toThrow(UnavailableError)
})
