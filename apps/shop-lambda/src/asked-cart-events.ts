import type { CartEvents } from '@unsticky/cart'

/**
 * No events at all: a function that is frozen between two requests can tell nobody anything. Devices ask instead
 * (BETWEEN_REQUESTS=frozen), and what they ask for is the cart in its store.
 */
export const createAskedCartEvents = (): CartEvents => ({
  livesIn: { kind: 'shared', name: 'nowhere: devices ask for the cart in DynamoDB' },
  publish: async () => {},
  subscribe: async () => async () => {},
  close: async () => {},
})
