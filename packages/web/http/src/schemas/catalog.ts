import { Type } from 'typebox'
import { Cents, ProductIdSchema, Strict } from './common.ts'

export const ProductSchema = Type.Object({
  id: ProductIdSchema,
  name: Type.String(),
  description: Type.String(),
  category: Type.String(),
  priceCents: Cents,
  status: Type.Enum(['active', 'discontinued']),
})

export const ProductDetailSchema = Type.Intersect([ProductSchema, Type.Object({ unitsLeft: Type.Integer() })])

export const ProductQuerySchema = Strict({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  category: Type.Optional(Type.String({ maxLength: 60 })),
  sort: Type.Optional(Type.Enum(['name', 'price-asc', 'price-desc'])),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
})

export const ProductPageSchema = Type.Object({
  products: Type.Array(ProductSchema),
  total: Type.Integer(),
  page: Type.Integer(),
  pages: Type.Integer(),
})

export const CategoriesSchema = Type.Object({
  categories: Type.Array(Type.Object({ name: Type.String(), products: Type.Integer() })),
})

export const ProductParams = Strict({ productId: ProductIdSchema })
