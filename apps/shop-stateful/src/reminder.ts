import type { FastifyInstance } from 'fastify'
import { carts } from './cart.ts'
import type { Config } from './config.ts'

// STATEFUL: who was reminded of which cart; another instance, or this one after a restart, reminds again.
const reminded = new Map<string, number>()

/** Reminds of abandoned carts, each once. The "mail" is a line in the log. */
export function startReminder(app: FastifyInstance, config: Config) {
  // STATEFUL: every instance has this timer, so the job runs as often as there are instances.
  const timer = setInterval(remind, config.REMINDER_SECONDS * 1000)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))

  function remind() {
    const before = Date.now() - config.REMINDER_IDLE_SECONDS * 1000
    let sent = 0
    for (const [shopperId, { lines, revision, updatedAt }] of carts) {
      if (lines.length === 0 || updatedAt >= before || reminded.get(shopperId) === revision) continue
      reminded.set(shopperId, revision)
      app.log.info({ shopperId, revision }, 'reminder sent')
      sent += 1
    }
    app.log.info({ sent }, 'reminder round')
  }
}
