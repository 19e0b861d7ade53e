/** What the shop keeps in each store, as patterns of keys and channels. */
const kept = {
  sessions: '~sess:* ~dead:* ~rate:* ~lease:* resetchannels &cart-events:*',
  carts: '~cart:* ~carts:* resetchannels',
} as const

/** Reads, writes and scripts; nothing that looks into, empties or reconfigures a server. INFO is how clients wait. */
const commands = '-@all +@read +@write +@scripting +@pubsub +@connection -@dangerous +info +cluster'

/** What the shop's user may do in a store, in the words of Valkey's access control lists. */
export const accessString = (store: keyof typeof kept) => `on ${kept[store]} ${commands}`
