/**
 * The parts of the shop that can be services of their own, and the paths of each, in the balancer's words: "/api/cart" is
 * the path itself and what is below it, "/" everything that no other part takes.
 */
export const shopParts = {
  catalogue: ['/api/products', '/api/categories'],
  cart: ['/api/cart'],
  accounts: ['/api/session', '/api/accounts', '/api/tokens', '/api/profile'],
  orders: ['/api/orders'],
  pages: ['/'],
} as const satisfies Record<string, readonly string[]>

export type ShopPart = keyof typeof shopParts

export const allParts = Object.keys(shopParts) as readonly ShopPart[]

/** Reads the setting SHOP_PARTS: "all", or names with commas. Throws for anything else. */
export function readParts(setting: string): ReadonlySet<ShopPart> {
  if (setting === 'all') return new Set(allParts)
  const names = setting.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !allParts.includes(name as ShopPart))
  if (unknown !== undefined)
    throw new Error(
      `SHOP_PARTS is "all" or some of ${allParts.join(', ')}, with commas; it names "${unknown}"`,
    )
  return new Set(names as ShopPart[])
}
