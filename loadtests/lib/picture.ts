/** A small PNG in a colour of its own for every shopper, so that a picture handed to the wrong one shows. */
const side = 4

/** `number` chooses the colour: 16 million of them. */
export function pictureOf(number: number): ArrayBuffer {
  const colour = [(number * 97) % 256, (number * 57) % 256, (number * 29) % 256]
  const row = [0, ...Array.from({ length: side }, () => colour).flat()]
  const pixels = Array.from({ length: side }, () => row).flat()
  const header = [...int32(side), ...int32(side), 8, 2, 0, 0, 0]
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const bytes = [
    ...signature,
    ...chunk('IHDR', header),
    ...chunk('IDAT', stored(pixels)),
    ...chunk('IEND', []),
  ]
  return new Uint8Array(bytes).buffer
}

const int32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]

function chunk(type: string, data: readonly number[]) {
  const content = [...[...type].map((letter) => letter.charCodeAt(0)), ...data]
  return [...int32(data.length), ...content, ...int32(crc32(content))]
}

/** A zlib stream with one block that is not compressed (RFC 1950 and 1951, 3.2.4). */
function stored(data: readonly number[]) {
  const { length } = data
  const block = [1, length & 255, length >>> 8, ~length & 255, (~length >>> 8) & 255, ...data]
  return [0x78, 0x01, ...block, ...int32(adler32(data))]
}

function crc32(bytes: readonly number[]) {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

function adler32(bytes: readonly number[]) {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return ((b << 16) | a) >>> 0
}
