import { describe, expect, it } from 'vitest'
import { type Cart, emptyCart } from './cart.ts'
import { type ReminderDependencies, remindAbandoned } from './remind-abandoned.ts'

const options = { holder: 'instance-1', idleSeconds: 600, leaseSeconds: 30 }
const idle = [emptyCart('account_anna'), emptyCart('account_ben')]

describe('remindAbandoned', () => {
  it('reminds of every cart that lay idle, under the lease', async () => {
    const { sent, asked, ...dependencies } = openReminder()

    expect(await remindAbandoned(dependencies, options)).toBe(2)
    expect(sent).toEqual(['account_anna', 'account_ben'])
    expect(asked).toEqual([{ before: 400_000, limit: 100 }])
  })

  it('does nothing when another instance has the lease', async () => {
    const { sent, asked, ...dependencies } = openReminder({ isLeaseTaken: true })

    expect(await remindAbandoned(dependencies, options)).toBeUndefined()
    expect(sent).toEqual([])
    expect(asked).toEqual([])
  })

  it('leaves out a cart that somebody else has noted meanwhile', async () => {
    const { sent, ...dependencies } = openReminder({ notedBefore: 'account_anna' })

    expect(await remindAbandoned(dependencies, options)).toBe(1)
    expect(sent).toEqual(['account_ben'])
  })
})

function openReminder({ isLeaseTaken = false, notedBefore = '' } = {}) {
  const sent: string[] = []
  const asked: unknown[] = []
  const livesIn = { kind: 'shared', name: 'this test' } as const
  const unused = async () => {
    throw new Error('The use case does not need this')
  }
  const carts: ReminderDependencies['carts'] = {
    livesIn,
    load: unused,
    change: unused,
    mergeGuest: unused,
    close: unused,
    markReminded: async (cart: Cart) => cart.shopperId !== notedBefore,
    async abandoned(query) {
      asked.push(query)
      return idle
    },
  }
  const acquire = async (name: string, holder: string) => (isLeaseTaken ? undefined : { name, holder })
  const leases = { livesIn, release: unused, close: unused, acquire }
  const send = async ({ shopperId }: Cart) => void sent.push(shopperId)
  return { sent, asked, carts, leases, send, now: () => 1_000_000 }
}
