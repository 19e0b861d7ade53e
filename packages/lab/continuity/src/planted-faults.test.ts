/** Shops that are wrong in one way, under two hundred shoppers: each fault is found, by its name, and nothing else is. */
import { describe, expect, it } from 'vitest'
import type { LossName } from './anomaly.ts'
import { judge } from './judge.ts'
import { type Fault, faults, playShop } from './testing/faulty-shop.ts'

const found = (fault: Fault | undefined, shoppers = 200) => {
  const { losses } = judge(playShop({ shoppers, fault }))
  return Object.fromEntries(losses.flatMap(({ what, count }) => (count > 0 ? [[what, count]] : [])))
}

describe('a planted fault', () => {
  it.each<[Fault, Partial<Record<LossName, number>>]>([
    ['drops one add of 200', { 'carts lost': 1 }],
    ["shows another shopper's cart", { 'carts lost': 1, 'carts foreign': 1 }],
    ['shows carts as they were 2 s before', { 'carts stale': 200 }],
    ['counts an add twice', { 'carts doubled': 1 }],
    ['places an order twice', { 'orders doubled': 1 }],
    ["shows another shopper's order", { 'orders foreign': 1 }],
    ['lists an order late', { 'orders stale': 1 }],
    ['forgets an order', { 'orders lost': 1 }],
    ['gives a number twice', { 'order numbers shared': 1 }],
    ['puts other lines into an order', { 'orders wrong': 1 }],
    ['changes an order afterwards', { 'orders wrong': 1 }],
    ["shows another shopper's profile", { 'profiles foreign': 1 }],
    ["shows another shopper's picture", { 'pictures foreign': 1 }],
    ['loses a picture', { 'pictures lost': 1 }],
    ['refuses a login', { 'logins lost': 1, 'carts lost': 1 }],
  ])('that %s is found by its name', (fault, expected) => {
    expect(found(fault)).toEqual(expected)
  })

  it('is planted for every name', () => {
    expect(faults).toHaveLength(15)
  })
})

describe('a right shop', () => {
  it('is accused of nothing, and everything was looked at', () => {
    const { losses, buyers, ordersCompleted } = judge(playShop({ shoppers: 200 }))

    expect(losses.filter(({ count }) => count > 0)).toEqual([])
    expect(losses.filter(({ looked }) => looked === 0).map(({ what }) => what)).toEqual(['units oversold'])
    expect({ buyers, ordersCompleted }).toEqual({ buyers: 200, ordersCompleted: 200 })
  })
})
