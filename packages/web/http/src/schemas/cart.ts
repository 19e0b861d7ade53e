import { Type } from 'typebox'
import { Cents, ProductIdSchema, Strict, Time } from './common.ts'

export const CartSchema = Type.Object({
  revision: Type.Integer({ description: 'Grows with every change' }),
  lines: Type.Array(
    Type.Object({
      productId: ProductIdSchema,
      name: Type.String(),
      pictureUrl: Type.String(),
      quantity: Type.Integer(),
      priceCents: Cents,
      seenPriceCents: Cents,
      lineCents: Cents,
      isForSale: Type.Boolean(),
      isPriceChanged: Type.Boolean(),
      unitsLeft: Type.Optional(
        Type.Integer({ description: 'Seconds old; the order decides. Left out when not known right now' }),
      ),
      addedAt: Time,
    }),
  ),
  totalCents: Cents,
  units: Type.Integer(),
})

export const AdditionSchema = Strict({
  productId: ProductIdSchema,
  quantity: Type.Integer({ minimum: 1, maximum: 20 }),
})

export const QuantitySchema = Strict({
  quantity: Type.Integer({ minimum: 0, maximum: 20, description: '0 removes the line' }),
})
