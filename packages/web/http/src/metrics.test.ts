import { describe, expect, it } from 'vitest'
import { createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

describe('the metrics', () => {
  it('say how many sessions and carts this process holds', async () => {
    await using shop = await startShop()
    const one = await createShopper(shop.app)
    await one.addToCart('copper-kettle')
    const other = await createShopper(shop.app)
    await other.addToCart('copper-kettle')

    const { body } = await shop.app.inject('/metrics')

    expect(body).toContain('shop_state_held{state="sessions"} 2')
    expect(body).toContain('shop_state_held{state="carts"} 2')
  })

  it('say 0 where sessions and carts live elsewhere', async () => {
    const elsewhere = ({ held: _none, ...adapter }: { held?: unknown }) => adapter as never
    await using shop = await startShop({
      change: ({ sessions, carts }) => ({ sessions: elsewhere(sessions), carts: elsewhere(carts) }),
    })
    await (await createShopper(shop.app)).addToCart('copper-kettle')

    const { body } = await shop.app.inject('/metrics')

    expect(body).toContain('shop_state_held{state="sessions"} 0')
    expect(body).toContain('shop_state_held{state="carts"} 0')
  })
})
