import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'

export const halfAnAnswer: Experiment = {
  async before(_shop, shops) {
    await expectAbort(await shops.levered('stateful'))
  },

  async after(_shop, shops) {
    await expectAbort(await shops.levered('stateless'))
  },
}

/** What has begun cannot be begun again elsewhere: the client must see that it is not whole. */
async function expectAbort(shop: Shop) {
  const answer = await shop.device().request('/levers/half')
  const reader = answer.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('half of it')

  await shop.fleet.kill(answer.headers.get('x-instance-id') as string)

  await expect(reader?.read()).rejects.toThrow('terminated')
  expect(shop.countRequests('GET', '/levers/half')).toBe(1)
  await shop.fleet.scale(3)
}
