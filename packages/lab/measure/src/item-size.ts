/** The size of an item by the rules of DynamoDB: names in UTF-8, values by their kind, three bytes for a list or a map. */

type Value = Readonly<Record<string, unknown>>

/** `item` is as it goes over the wire: `{"units":{"N":"3"}}`. */
export function itemBytes(item: unknown): number {
  if (!isRecord(item)) return 0
  return sum(Object.entries(item).map(([name, value]) => bytes(name) + valueBytes(value as Value)))
}

function valueBytes(value: Value): number {
  const [kind, content] = Object.entries(value ?? {})[0] ?? []
  switch (kind) {
    case 'S':
      return bytes(String(content))
    case 'N':
      return numberBytes(String(content))
    case 'B':
      return Math.ceil((String(content).length * 3) / 4)
    case 'L':
      return 3 + sum((content as readonly Value[]).map((each) => 1 + valueBytes(each)))
    case 'M':
      return 3 + itemBytes(content) + Object.keys(content as object).length
    case 'SS':
      return sum((content as readonly string[]).map(bytes))
    case 'NS':
      return sum((content as readonly string[]).map(numberBytes))
    default:
      return 1 // NULL and BOOL
  }
}

const numberBytes = (digits: string) => Math.ceil(digits.replace(/[-.]/g, '').length / 2) + 1
const bytes = (text: string) => Buffer.byteLength(text)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
