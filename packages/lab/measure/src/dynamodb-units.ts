/**
 * What an operation on DynamoDB is charged, from its name, what was sent and, for a list, what was answered. Items of the
 * shop are below 1 KB, so one unit each; a list is charged by all that it holds.
 */
import { itemBytes } from './item-size.ts'

export interface Units {
  readonly reads: number
  readonly writes: number
}

/** `body` is the JSON that was sent; without it a batch or a transaction counts as one item. */
export function unitsOf(operation: string, body: string): Units {
  const sent = parse(body)
  switch (operation) {
    case 'GetItem':
    case 'Query':
    case 'Scan':
      return { reads: readUnits(sent), writes: 0 }
    case 'BatchGetItem':
      return {
        reads: sum(tablesOf(sent).map((table) => listIn(table, 'Keys').length * readUnits(table))) || 1,
        writes: 0,
      }
    // A transaction prepares and commits each item.
    case 'TransactGetItems':
      return { reads: 2 * Math.max(1, listIn(sent, 'TransactItems').length), writes: 0 }
    case 'TransactWriteItems':
      return { reads: 0, writes: 2 * Math.max(1, listIn(sent, 'TransactItems').length) }
    case 'BatchWriteItem':
      return {
        reads: 0,
        writes: sum(tablesOf(sent).map((table) => (Array.isArray(table) ? table.length : 0))) || 1,
      }
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return { reads: 0, writes: 1 }
    default:
      return { reads: 0, writes: 0 } // describing tables is free
  }
}

const bytesPerReadUnit = 4096

/** What a Query or a Scan comes to beyond the one unit that `unitsOf` has counted for it: 4 KB are one. */
export function listUnitsBeyondOne(sent: string, answered: string): number {
  const items = listIn(parse(answered), 'Items')
  const units = Math.ceil(sum(items.map(itemBytes)) / bytesPerReadUnit)
  return Math.max(0, units - 1) * readUnits(parse(sent))
}

/** Whether what it is charged depends on the answer. */
export const isList = (operation: string): boolean => operation === 'Query' || operation === 'Scan'

/** Half a unit unless the newest is asked for. */
const readUnits = (sent: unknown) => (fieldOf(sent, 'ConsistentRead') === true ? 1 : 0.5)

const tablesOf = (sent: unknown) =>
  Object.values((fieldOf(sent, 'RequestItems') ?? {}) as object) as unknown[]

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = fieldOf(value, name)
  return Array.isArray(list) ? list : []
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
