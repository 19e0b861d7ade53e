/** Crockford's base 32: no I, L, O and U, so that nobody mishears or misreads one. https://www.crockford.com/base32.html */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 2026-01-01 in milliseconds since 1970. Orders are younger; counting from here saves a digit. */
const start = 1_767_225_600_000n
const timeBits = 45n
const randomBits = 35n

/**
 * The number of an order from its id, a UUID version 7, so that no counter is needed and no two instances can count
 * the same: milliseconds, then 35 of the id's random bits, as `05MF-1Q2X-…`. Two orders of the same millisecond get the
 * same number once in 34 thousand million. Throws when the id holds no UUID.
 */
export function orderNumber(orderId: string): string {
  const hex = /([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(orderId)?.[1]
  if (!hex) throw new Error('An order id ends with a UUID version 7')
  const uuid = BigInt(`0x${hex.replaceAll('-', '')}`)
  const time = BigInt.asUintN(Number(timeBits), (uuid >> 80n) - start)
  const random = BigInt.asUintN(Number(randomBits), uuid)
  return grouped(inBase32((time << randomBits) | random, 16))
}

function inBase32(value: bigint, length: number) {
  const places = Array.from({ length }, (_, index) => BigInt(5 * (length - 1 - index)))
  return places.map((place) => digits[Number((value >> place) & 31n)]).join('')
}

const grouped = (text: string) => (text.match(/.{4}/g) as string[]).join('-')
