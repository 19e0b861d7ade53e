/**
 * How many keys of changes a store remembers for one cart. A bounded number, because a client chooses the keys: with a
 * record for every write, a guest could fill the store. More than a full cart has lines, so that a device which sent
 * all of them at once may repeat each.
 */
export const keptCartKeys = 64

/**
 * How long a store remembers the key of a change. A balancer repeats within seconds and a device within minutes; who
 * comes later looks at the cart first.
 */
export const cartKeySeconds = 15 * 60
