import { formatCents } from '@unsticky/kernel'
import type { Order } from './order.ts'

/** The receipt as plain text (UTF-8): readable anywhere, and nothing in it can run. */
export function renderReceipt(order: Order): string {
  const { address } = order
  return [
    'UNSTICKY',
    `Receipt for order ${order.number}`,
    new Date(order.placedAt).toISOString().slice(0, 16).replace('T', ' '),
    '',
    ...order.lines.map(
      (line) =>
        `${String(line.quantity).padStart(3)} × ${line.name.padEnd(36)} ${money(line.priceCents * line.quantity)}`,
    ),
    `    ${'Total'.padEnd(38)} ${money(order.totalCents)}`,
    '',
    'Ship to',
    `${address.name}, ${address.street}, ${address.postalCode} ${address.city}, ${address.country}`,
    '',
  ].join('\n')
}

const money = (cents: number) => formatCents(cents).padStart(12)
