import { describe, expect, it } from 'vitest'
import type { ColumnId } from '../snapshot.ts'
import type { OpenRoom } from './open-room.ts'

const patient = { timeout: 30_000, interval: 200 }

/** Those that only a shopper with several tabs can see broken. */
const overlapping = ['parallel-adds', 'logout-final'] as const

/** What the room does to real fleets through its API. Ends as it began: with a reset. */
export function describeRoom(opened: () => OpenRoom): void {
  describe('the room', { timeout: 120_000 }, () => {
    it('sees state in the processes of the before and none in those of the after', async () => {
      const held = async (id: ColumnId) => {
        const { instances } = await opened().column(id)
        return instances.reduce(
          (sum, { cartsHeld = 0, sessionsHeld = 0 }) => sum + cartsHeld + sessionsHeld,
          0,
        )
      }

      await expect.poll(() => held('before'), patient).toBeGreaterThan(4)
      expect(await held('after')).toBe(0)
      expect((await promise('before', 'survives-kill')).state).toBe('broken')
      expect((await promise('after', 'survives-kill')).state).toBe('kept')
    })

    it('signs one shopper in on two devices, who shows one cart behind the after', async () => {
      const units = async () => (await opened().column('after')).devices.map((device) => device.units)

      await expect.poll(units, patient).toEqual([2, 2])
      const [laptop] = (await opened().column('after')).devices
      const page = await fetch(`${laptop?.url}/cart`)
      expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${opened().origin}`)
      expect(page.headers.has('set-cookie')).toBe(false)
      expect(await page.text()).toContain('Copper Kettle')
    })

    it('shows carts lost on the before only when an instance of each is killed', async () => {
      const checked = async (id: ColumnId) => (await opened().column(id)).totals.cartsChecked
      await expect.poll(() => checked('before'), patient).toBeGreaterThan(4)
      await expect.poll(() => checked('after'), patient).toBeGreaterThan(4)
      expect((await opened().column('before')).totals.cartsLost).toBe(0)

      const victims = [await kill('before'), await kill('after')]

      const lost = async (id: ColumnId) => (await opened().column(id)).totals.cartsLost
      await expect.poll(() => lost('before'), patient).toBeGreaterThan(0)
      await shopOn('after', 40)
      expect(await lost('after')).toBe(0)
      expect((await reading('before', 'carts')).state).toBe('bad')
      expect(
        (await opened().snapshot()).events.filter(({ kind }) => kind === 'action').map(({ text }) => text),
      ).toEqual(victims.map((id) => expect.stringMatching(`^${id} killed, with `)))
      const dead = async (id: ColumnId) =>
        (await opened().column(id)).instances.find(({ isAlive }) => !isAlive)
      expect((await dead('before'))?.cartsHeld, 'what it held is remembered').toBeGreaterThan(0)
      expect((await dead('after'))?.cartsHeld).toBe(0)
    })

    it('starts another instance in the place of the killed one', async () => {
      const dead = (await opened().column('after')).instances.find(({ isAlive }) => !isAlive)

      expect(await opened().post(`/columns/after/instances/${dead?.id}/restart`)).toBe(204)

      const healthy = async () =>
        (await opened().column('after')).instances.filter(({ isHealthy }) => isHealthy).length
      await expect.poll(healthy, patient).toBe(2)
    })

    it('refuses what cannot be done, and says so with a status', async () => {
      const [instance] = (await opened().column('after')).instances.filter(({ state }) => state === 'ready')

      expect(await opened().post(`/columns/after/instances/${instance?.id}/thaw`)).toBe(409)
      expect(await opened().post('/columns/after/instances/i-none/kill')).toBe(404)
      expect(await opened().post('/columns/middle/add')).toBe(404)
      expect(await opened().post('/services/s3/restart-empty')).toBe(404)
      expect(await opened().post('/columns/after/step', { step: 'none' })).toBe(404)
    })

    it('makes the carts of the after fail and come back when their store is stopped', async () => {
      const errors = async (id: ColumnId) => (await opened().column(id)).totals.errors
      const before = { before: await errors('before'), after: await errors('after') }

      expect(await opened().post('/services/carts/fault', { mode: 'stop' })).toBe(204)
      await expect.poll(() => errors('after'), patient).toBeGreaterThan(before.after + 2)
      expect((await reading('after', 'errors')).state).toBe('bad')
      expect(await errors('before')).toBe(before.before)
      expect(await opened().post('/services/carts/fault', { mode: 'pass' })).toBe(204)

      const errorsInAWhile = async () => {
        const seen = await errors('after')
        await shopOn('after', 30)
        return (await errors('after')) - seen
      }
      await expect.poll(errorsInAWhile, { timeout: 60_000 }).toBe(0)
      const { totals, losses } = await opened().column('after')
      expect(totals.cartsLost, losses.join(' ')).toBe(0)
    })

    it('switches the balancer while the shoppers wait', async () => {
      const profile = { routing: 'round-robin', failureHandling: 'alb-like' }
      expect(await opened().post('/columns/before/add')).toBe(204)
      const { cartsLost, errors } = (await opened().column('before')).totals

      expect(await opened().post('/columns/before/balancer', profile)).toBe(204)

      expect((await opened().column('before')).profile).toEqual(profile)
      // Without stickiness the second instance knows nothing of the first one's shoppers.
      const lost = async () => (await opened().column('before')).totals.cartsLost
      await expect.poll(lost, patient).toBeGreaterThan(cartsLost + 2)
      expect((await opened().column('before')).totals.errors).toBe(errors)
    })

    it('puts as many instances back as are wanted, and logs the shopper in again', async () => {
      expect(await opened().post('/columns/before/scale', { count: 2 })).toBe(204)
      const alive = (await opened().column('before')).instances.filter(({ isAlive }) => isAlive)
      expect(alive).toHaveLength(2)

      expect(await opened().post('/services/sessions/restart-empty')).toBe(204)
      expect(await opened().post('/columns/after/log-in')).toBe(204)
      const devices = (await opened().column('after')).devices
      expect(devices.map(({ isSignedIn, units }) => ({ isSignedIn, units }))).toEqual([
        { isSignedIn: true, units: 2 },
        { isSignedIn: true, units: 2 },
      ])
    })

    it('finds out step 3a by requests that overlap, and the stateless shop keeps what they do', async () => {
      const states = async () =>
        Promise.all(overlapping.map(async (id) => (await promise('after', id)).state))
      await expect.poll(states, patient).toEqual(['kept', 'kept'])

      expect(await opened().post('/columns/after/step', { step: '3a' })).toBe(204)

      await expect.poll(states, patient).toEqual(['broken', 'broken'])
      expect((await promise('after', 'login-everywhere')).state).toBe('kept')
    })

    it('puts everything back with one reset', async () => {
      expect(await opened().post('/reset')).toBe(204)

      const { columns, services } = await opened().snapshot()
      expect(columns.map(({ totals }) => totals.cartsLost)).toEqual([0, 0])
      expect(columns.map(({ profile }) => profile.routing)).toEqual(['sticky', 'round-robin'])
      expect(columns.map(({ instances }) => instances.filter(({ isAlive }) => isAlive).length)).toEqual([
        2, 2,
      ])
      expect(new Set(services.map(({ mode }) => mode))).toEqual(new Set(['pass']))
    })

    /** The one with the most to lose; resolves to its id. */
    async function kill(id: ColumnId) {
      const { instances } = await opened().column(id)
      const [victim] = instances.toSorted((a, b) => (b.cartsHeld ?? 0) - (a.cartsHeld ?? 0))
      expect(await opened().post(`/columns/${id}/instances/${victim?.id}/kill`)).toBe(204)
      return victim?.id
    }

    async function reading(id: ColumnId, wanted: string) {
      const found = (await opened().column(id)).readings.find((each) => each.id === wanted)
      if (!found) throw new Error(`No reading ${wanted}`)
      return found
    }

    /** Waits until the shoppers have sent that many requests more. */
    async function shopOn(id: ColumnId, requests: number) {
      const sent = async () => (await opened().column(id)).totals.requests
      const before = await sent()
      await expect.poll(sent, patient).toBeGreaterThan(before + requests)
    }

    async function promise(id: ColumnId, wanted: string) {
      const found = (await opened().column(id)).promises.find((each) => each.id === wanted)
      if (!found) throw new Error(`No promise ${wanted}`)
      return found
    }
  })
}
