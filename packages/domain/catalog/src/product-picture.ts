import type { Product } from './product.ts'

/**
 * A picture of a product as SVG, drawn from its id alone: same id, same picture, on every instance and without a file.
 * Holds no text of the product, so nothing needs to be escaped.
 */
export function productPicture({ id, category }: Pick<Product, 'id' | 'category'>): string {
  const hue = hash(category) % 360
  const seed = hash(id)
  const shapes = [0, 1, 2].map((index) => shape(seed >> (index * 7), hue + index * 28)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" role="img"><rect width="200" height="200" fill="hsl(${hue} 38% 92%)"/>${shapes}</svg>`
}

function shape(seed: number, hue: number) {
  const x = 50 + (seed % 100)
  const y = 55 + ((seed >> 3) % 90)
  const size = 26 + ((seed >> 5) % 34)
  const fill = `fill="hsl(${hue % 360} 52% ${44 + ((seed >> 2) % 24)}%)" fill-opacity=".82"`
  if (seed % 3 === 0) return `<circle cx="${x}" cy="${y}" r="${size}" ${fill}/>`
  if (seed % 3 === 1)
    return `<rect x="${x - size}" y="${y - size}" width="${size * 2}" height="${size * 2}" rx="${size / 3}" ${fill}/>`
  return `<path d="M${x} ${y - size} L${x + size} ${y + size} L${x - size} ${y + size} Z" ${fill} stroke-linejoin="round"/>`
}

/** FNV-1a, 31 bits: spreads ids evenly; not for secrets. */
function hash(text: string) {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193)
  return value >>> 1
}
