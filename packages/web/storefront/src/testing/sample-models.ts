import type { Product } from '@unsticky/catalog'
import type { Order } from '@unsticky/orders'
import type { CartView, CartViewLine } from '../page-reads.ts'
import type { Shell } from '../views/shell.ts'

/** What a page could be given: a product, a cart, an order and the shell, with a name to choose. */
export const sampleShell = (changes: Partial<Shell> = {}): Shell => ({
  badge: {
    instance: 'shop-2',
    version: 'stateless',
    cartLivesIn: 'Valkey (carts, append-only file)',
    isCartShared: true,
  },
  cartUnits: 3,
  cartRevision: 4,
  accountName: 'Ada',
  isLive: true,
  assetUrl: (name) => `/assets/0/${name}`,
  ...changes,
})

export const sampleProduct = (name = 'Copper Kettle'): Product => ({
  id: 'copper-kettle',
  name,
  description: `${name}, made for daily use.`,
  category: name,
  priceCents: 2990,
  status: 'active',
})

export const sampleLine = (changes: Partial<CartViewLine> = {}): CartViewLine => ({
  productId: 'copper-kettle',
  name: 'Copper Kettle',
  quantity: 2,
  seenPriceCents: 2990,
  priceCents: 2990,
  lineCents: 5980,
  addedAt: 0,
  isForSale: true,
  isPriceChanged: false,
  ...changes,
})

export const sampleCart = (lines: readonly CartViewLine[]): CartView => ({
  lines,
  revision: 4,
  units: lines.reduce((sum, line) => sum + line.quantity, 0),
  totalCents: lines.reduce((sum, line) => sum + line.lineCents, 0),
})

export const sampleAddress = (name = 'Ada Lovelace') => ({
  name,
  street: '12 St James Square',
  postalCode: 'SW1Y 4JH',
  city: 'London',
  country: 'GB',
})

export const sampleOrder = (name = 'Copper Kettle'): Order => ({
  id: 'order_1',
  number: 'U-1',
  accountId: 'account_1',
  status: 'paid',
  lines: [{ productId: 'copper-kettle', name, quantity: 2, priceCents: 2990 }],
  totalCents: 5980,
  address: sampleAddress(name),
  paymentReference: 'simulated',
  placedAt: 0,
})
