import { randomUUID } from 'node:crypto'

export const goodPassword = 'correct horse 1'
export const freshEmail = () => `shopper-${randomUUID()}@example.test`
export const address = {
  name: 'A. Shopper',
  street: 'Loopback 1',
  postalCode: '12701',
  city: 'Localville',
  country: 'IE',
} as const
