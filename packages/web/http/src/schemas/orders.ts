import { Type } from 'typebox'
import { AddressSchema, Cents, Strict, Time } from './common.ts'

export const CheckoutSchema = Strict({
  address: AddressSchema,
  card: Type.Enum(['approved', 'declined', 'slow'], { description: 'The simulated card' }),
  expectedTotalCents: Type.Integer({
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'The total that the shopper saw',
  }),
})

export const OrderSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  status: Type.Enum(['paid', 'shipped', 'delivered', 'cancelled']),
  lines: Type.Array(
    Type.Object({
      productId: Type.String(),
      name: Type.String(),
      quantity: Type.Integer(),
      priceCents: Cents,
    }),
  ),
  totalCents: Cents,
  address: AddressSchema,
  placedAt: Time,
})

const orderId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,80}$' })

export const OrdersSchema = Type.Object({
  orders: Type.Array(OrderSchema),
  next: Type.Optional(Type.String({ description: 'There are older ones: ask with before=<next>' })),
})

export const OrdersQuery = Strict({
  before: Type.Optional({ ...orderId, description: 'Only orders older than this one' }),
})

export const OrderParams = Strict({ orderId })
