import {
  type Anomaly,
  type AnomalyKind,
  anomalyKinds,
  type Findings,
  type LossName,
  losses,
  lossNames,
} from './anomaly.ts'
import { sentUnits } from './cart-expectation.ts'
import { checkCart } from './check-cart.ts'
import { checkOrderNumbers, checkStock, type Stock } from './check-fleet.ts'
import { checkLogins } from './check-logins.ts'
import { checkOrders } from './check-orders.ts'
import { checkRegisters } from './check-registers.ts'
import { type HistoryEvent, isRecord } from './events.ts'
import { type Operation, operationsByShopper } from './operations.ts'
import { orderOwners } from './placed-orders.ts'

export interface JudgeOptions {
  /** Units before the run, by product; a product that is not named cannot be oversold. */
  readonly initialStock?: Stock
  /** How many anomalies of each kind to hand back; 5 unless given. All are counted. */
  readonly examplesPerKind?: number
}

/** One thing that must not happen: how often it did, and how often it could have been seen. */
export interface Loss {
  readonly what: LossName
  /** Shoppers; of doubled orders and shared numbers those beyond the first, of oversold stock units. */
  readonly count: number
  /** 0: nobody looked, so that nothing was found says nothing. */
  readonly looked: number
}

/** What a fleet did to its shoppers. Counts of carts, logins and pictures are counts of shoppers. */
export interface FleetContinuity {
  readonly shoppers: number
  /** Something had to be in the cart, and a device looked for it. */
  readonly cartsChecked: number
  /** Found empty, incomplete, or out of reach because the login was refused. */
  readonly cartsLost: number
  /** Showed what its shopper never put in, or more of it. */
  readonly cartsMixed: number
  /** Thrown out without a logout, or refused with right credentials. */
  readonly loginsLost: number
  /** Profile or picture gone, old, or somebody else's. */
  readonly picturesLost: number
  /** Shoppers who set out to buy: they sent a checkout, or wanted to and could not. */
  readonly buyers: number
  /** Buyers who got an order. */
  readonly ordersCompleted: number
  readonly ordersPlaced: number
  /** Orders beyond one per checkout. */
  readonly ordersDuplicated: number
  readonly unitsOversold: number
  /** Everything that any checker looks for, in one order: what is to be judged. */
  readonly losses: readonly Loss[]
  /** Examples, at most `examplesPerKind` of each kind, at most one of a kind from each shopper. */
  readonly anomalies: readonly Anomaly[]
  /** How many shoppers (or, for order numbers and stock, cases) each kind hit. */
  readonly anomalyCounts: Readonly<Record<AnomalyKind, number>>
}

/** Judges the history of one fleet. Throws when the history is broken. An empty history is zero shoppers, not a pass. */
export function judge(
  events: readonly HistoryEvent[],
  { initialStock = {}, examplesPerKind = 5 }: JudgeOptions = {},
): FleetContinuity {
  const byShopper = operationsByShopper(events)
  const operations = [...byShopper.values()].flat()
  const lookups = {
    sendersOf: productSenders(operations),
    writersOf: valueWriters(operations),
    ownersOf: orderOwners(byShopper),
  }
  const shoppers = [...byShopper.values()].filter(isShopper).map((own) => checkShopper(own, lookups))
  const orders = shoppers.flatMap(({ placed }) => placed)
  const numbers = checkOrderNumbers(orders)
  const stock = checkStock(orders, { operations, initialStock })
  const duplicates = shoppers.reduce((sum, each) => sum + each.duplicates, 0)
  const hit = (kinds: readonly AnomalyKind[]) =>
    shoppers.filter(({ anomalies }) => anomalies.some(({ kind }) => kinds.includes(kind))).length
  const all = [...shoppers.flatMap(({ anomalies }) => anomalies), ...numbers.anomalies, ...stock.anomalies]
  const buyers = shoppers.filter(({ isBuyer }) => isBuyer)
  return {
    shoppers: shoppers.length,
    cartsChecked: shoppers.filter(({ isCartChecked }) => isCartChecked).length,
    cartsLost: hit(losses['carts lost']),
    cartsMixed: hit([...losses['carts foreign'], ...losses['carts doubled']]),
    loginsLost: hit(losses['logins lost']),
    picturesLost: hit(anomalyKinds.filter((kind) => /^(profile|picture)-/.test(kind))),
    buyers: buyers.length,
    ordersCompleted: buyers.filter(({ placed }) => placed.length > 0).length,
    ordersPlaced: orders.length,
    ordersDuplicated: duplicates,
    unitsOversold: stock.unitsOversold,
    losses: lossNames.map((what) => lossOf(what)),
    anomalies: anomalyKinds.flatMap((kind) => ofKind(all, kind).slice(0, examplesPerKind)),
    anomalyCounts: Object.fromEntries(
      anomalyKinds.map((kind) => [kind, ofKind(all, kind).length]),
    ) as FleetContinuity['anomalyCounts'],
  }

  function lossOf(what: LossName): Loss {
    // What is not a shopper's is counted by the piece.
    const pieces: Partial<Record<LossName, number>> = {
      'orders doubled': duplicates,
      'order numbers shared': numbers.duplicates,
      'units oversold': stock.unitsOversold,
    }
    const found = [...shoppers, numbers, stock]
    return {
      what,
      count: pieces[what] ?? hit(losses[what]),
      looked: found.reduce((sum, { looked }) => sum + (looked[what] ?? 0), 0),
    }
  }
}

/** Somebody who reads the stock and nothing else is an observer. */
const isShopper = (own: readonly Operation[]) => own.some(({ f }) => f !== 'readStock')

type Lookups = Parameters<typeof checkCart>[1] &
  Parameters<typeof checkRegisters>[1] &
  Parameters<typeof checkOrders>[1]

function checkShopper(operations: readonly Operation[], lookups: Lookups) {
  const cart = checkCart(operations, lookups)
  const orders = checkOrders(operations, lookups)
  const found: readonly Findings[] = [
    cart,
    checkLogins(operations),
    checkRegisters(operations, lookups),
    orders,
  ]
  const { placed, duplicates, isBuyer } = orders
  return {
    ...{ isCartChecked: cart.isChecked, placed, duplicates, isBuyer },
    looked: Object.assign({}, ...found.map(({ looked }) => looked)) as Findings['looked'],
    anomalies: firstOfEachKind(found.flatMap(({ anomalies }) => anomalies)),
  }
}

const firstOfEachKind = (anomalies: readonly Anomaly[]) =>
  anomalyKinds.flatMap((kind) => ofKind(anomalies, kind).slice(0, 1))

const ofKind = (anomalies: readonly Anomaly[], wanted: AnomalyKind) =>
  anomalies.filter(({ kind }) => kind === wanted)

/** Who sent a product, over all shoppers. */
function productSenders(operations: readonly Operation[]) {
  const senders = groupShoppers(operations, (operation) =>
    sentUnits(operation).map(([productId]) => productId),
  )
  return (productId: string) => senders.get(productId) ?? []
}

/** Who wrote a value to a field of a profile or a picture, over all shoppers. */
function valueWriters(operations: readonly Operation[]) {
  const writing = operations.filter(({ f }) => ['signUp', 'updateProfile', 'putPicture'].includes(f))
  const id = (field: string, value: unknown) => `${field} ${JSON.stringify(value)}`
  const writers = groupShoppers(writing, ({ sent }) =>
    isRecord(sent) ? Object.entries(sent).map(([field, value]) => id(field, value)) : [],
  )
  return (field: string, value: unknown) => writers.get(id(field, value)) ?? []
}

function groupShoppers(operations: readonly Operation[], idsOf: (operation: Operation) => readonly string[]) {
  const shoppers = new Map<string, Set<string>>()
  for (const operation of operations) {
    for (const id of idsOf(operation))
      shoppers.set(id, (shoppers.get(id) ?? new Set()).add(operation.shopper))
  }
  return new Map([...shoppers].map(([id, own]) => [id, [...own]]))
}
