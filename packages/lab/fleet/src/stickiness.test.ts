import { describe, expect, it } from 'vitest'
import { stickinessCookie } from './settings.ts'
import { type Answer, send } from './testing/send.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

describe('stickiness', () => {
  it('brings a shopper back to the same target, and others to the others', async () => {
    await using fleet = await startTestFleet({ routing: 'sticky' })
    const first = await send(fleet.url, '/work')

    const withCookie = await visit(fleet.url, 9, cookieOf(first))
    const without = await visit(fleet.url, 9)

    expect(new Set(withCookie)).toEqual(new Set([first.instanceId]))
    expect(new Set(without).size).toBe(3)
  })

  it('is a cookie that scripts cannot read and that ends with the browser', async () => {
    await using fleet = await startTestFleet({ routing: 'sticky', instances: 1 })

    const setCookie = String((await send(fleet.url, '/work')).headers['set-cookie'])

    expect(setCookie).toMatch(new RegExp(`^${stickinessCookie}=`))
    expect(setCookie).toMatch(/HttpOnly/)
    expect(setCookie).toMatch(/SameSite=Lax/)
    expect(setCookie).toMatch(/Path=\//)
    expect(setCookie).not.toMatch(/Max-Age|Expires/)
  })

  it.each(['resilient', 'alb-like'] as const)(
    'moves to another target when the first has died (%s)',
    async (failureHandling) => {
      await using fleet = await startTestFleet({ routing: 'sticky', failureHandling })
      const first = await send(fleet.url, '/work')
      await fleet.kill(first.instanceId as string)
      const deadIsOut = async () => (await fleet.stats()).targets.filter(({ healthy }) => healthy).length
      await expect.poll(deadIsOut, { timeout: 30_000 }).toBe(2)

      const moved = await send(fleet.url, '/work', { headers: { cookie: cookieOf(first) } })
      const later = await visit(fleet.url, 6, cookieOf(moved))

      expect(moved.status).toBe(200)
      expect(moved.instanceId).not.toBe(first.instanceId)
      expect(new Set(later)).toEqual(new Set([moved.instanceId]))
    },
  )

  it('costs no read at the moment of the kill when failures are handled resiliently', async () => {
    await using fleet = await startTestFleet({ routing: 'sticky' })
    const first = await send(fleet.url, '/work')
    await fleet.kill(first.instanceId as string)

    const moved = await send(fleet.url, '/work', { headers: { cookie: cookieOf(first) } })

    expect(moved.status).toBe(200)
  })

  it('does not let a forged cookie choose an address outside the target group', async () => {
    await using stranger = await startTestFleet({ instances: 1 })
    await using fleet = await startTestFleet({ routing: 'sticky', instances: 1 })
    const address = `127.0.0.1:${stranger.instances()[0]?.port}`
    const forged = [`\n${String.fromCharCode(address.length)}${address}`, address].map(
      (value) => `${stickinessCookie}="${Buffer.from(value).toString('base64')}"`,
    )

    for (const cookie of forged) {
      const { instanceId } = await send(fleet.url, '/work', { headers: { cookie } })
      expect(instanceId).toBe(fleet.instances()[0]?.id)
    }
  })
})

function cookieOf({ headers }: Answer) {
  return String(headers['set-cookie']).split(';')[0] as string
}

async function visit(url: string, times: number, cookie?: string) {
  const visited: (string | undefined)[] = []
  for (let i = 0; i < times; i++) {
    const { instanceId } = await send(url, '/work?ms=1', { headers: cookie ? { cookie } : {} })
    visited.push(instanceId)
  }
  return visited
}
