/** The abandoned-cart reminder as a function of its own, called by a schedule. The "mail" is a line in the log. */
import { randomUUID } from 'node:crypto'
import { remindAbandoned } from '@unsticky/cart'
import { createDynamoCartStore, createDynamoClient, createDynamoLeaseStore } from '@unsticky/dynamodb'
import { systemNow as now } from '@unsticky/kernel'
import { pino } from 'pino'

/** Shorter than the five minutes of the schedule: a round that died keeps the next one waiting, not the one after. */
const leaseSeconds = Number(process.env.REMINDER_LEASE_SECONDS ?? 240)

const required = (name: string) => {
  const value = process.env[name]
  if (!value) throw new Error(`The reminder needs ${name}`)
  return value
}

const log = pino()
const client = createDynamoClient()
const carts = createDynamoCartStore({ client, table: required('SHOP_CARTS_TABLE'), now })
const leases = createDynamoLeaseStore({ client, table: required('SHOP_OPERATIONS_TABLE') })
const idleSeconds = Number(process.env.REMINDER_IDLE_SECONDS ?? 3600)

/** Answers how many were reminded; nothing when another round is at work. */
export async function handler(): Promise<{ sent: number | undefined }> {
  const send = async ({ shopperId, revision }: { shopperId: string; revision: number }) =>
    log.info({ shopperId, revision }, 'reminder sent')
  const holder = `r-${randomUUID().slice(0, 8)}`
  const sent = await remindAbandoned({ carts, leases, send, now }, { holder, idleSeconds, leaseSeconds })
  log.info({ sent }, 'reminder round')
  return { sent }
}
