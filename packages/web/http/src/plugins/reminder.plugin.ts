import { remindAbandoned } from '@unsticky/cart'
import type { Now } from '@unsticky/kernel'
import fp from 'fastify-plugin'
import type { ShopAdapters } from '../adapters.ts'
import { bootId } from '../boot-id.ts'
import type { Settings } from '../config.ts'

interface ReminderOptions {
  readonly adapters: ShopAdapters
  readonly settings: Settings
  readonly now: Now
}

/** Every instance tries, the one with the lease reminds. The "mail" is a line in the log. */
export const reminderPlugin = fp(
  async (app, { adapters: { carts, leases }, settings, now }: ReminderOptions) => {
    if (settings.BETWEEN_REQUESTS === 'frozen') return // no timer fires; a schedule calls the reminder
    const options = {
      // Who gives two containers one INSTANCE_ID still has two holders.
      holder: `${settings.INSTANCE_ID} ${bootId}`,
      idleSeconds: settings.REMINDER_IDLE_SECONDS,
      leaseSeconds: Math.ceil(settings.REMINDER_SECONDS * 2),
    }
    const send = async ({ shopperId, revision }: { shopperId: string; revision: number }) =>
      app.log.info({ shopperId, revision }, 'reminder sent')
    let running: Promise<void> | undefined
    const timer = setInterval(() => {
      running ??= round().finally(() => {
        running = undefined
      })
    }, settings.REMINDER_SECONDS * 1000)
    timer.unref()
    app.addHook('onClose', async () => {
      clearInterval(timer)
      await running
    })

    async function round() {
      try {
        const sent = await remindAbandoned({ carts, leases, send, now }, options)
        if (sent !== undefined) app.log.info({ sent }, 'reminder round')
      } catch (err) {
        app.log.warn({ err }, 'reminder round failed; the next one comes')
      }
    }
  },
  { name: 'reminder' },
)
