/** The state of step 1: every piece behind a port, and every port with an adapter that keeps it in this process. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSettings, type ShopAdapters } from '@unsticky/http'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import { Type } from 'typebox'

const ownSettings = {
  SHOP_FILES_DIRECTORY: Type.String({
    default: join(tmpdir(), `unsticky-files-${process.pid}`),
    description: 'Pictures and receipts, on the disk of this server',
  }),
}

export type InProcessConfig = ReturnType<typeof loadInProcessConfig>

/** Throws one error that names every problem. */
export const loadInProcessConfig = (env = process.env) => loadSettings(env, ownSettings)

export async function createInProcess(config: InProcessConfig): Promise<ShopAdapters> {
  const adapters = createInProcessAdapters({
    now: systemNow,
    directory: config.SHOP_FILES_DIRECTORY,
    sessionIdleSeconds: config.SESSION_IDLE_SECONDS,
  })
  return { ...adapters, authorizePayment: createSimulatedPayment() }
}
