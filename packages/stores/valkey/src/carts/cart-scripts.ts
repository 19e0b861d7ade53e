import type { Valkey } from '../connection/connect-valkey.ts'
import { defineScript, readScript } from '../connection/define-script.ts'

const changeCart = readScript(import.meta.url, 'change-cart', { numberOfKeys: 2 })
const sealGuestCart = readScript(import.meta.url, 'seal-guest-cart', { numberOfKeys: 2 })
const unsealGuestCart = readScript(import.meta.url, 'unseal-guest-cart', { numberOfKeys: 1 })
const keepFor = readScript(import.meta.url, 'keep-for', { numberOfKeys: 1 })
const markReminded = readScript(import.meta.url, 'mark-reminded', { numberOfKeys: 1 })

/** The scripts of the carts on one connection; what each takes and gives stands at its top. */
export const defineCartScripts = (valkey: Valkey) => ({
  changeCart: defineScript(valkey, changeCart),
  sealGuestCart: defineScript(valkey, sealGuestCart),
  unsealGuestCart: defineScript(valkey, unsealGuestCart),
  keepFor: defineScript(valkey, keepFor),
  markReminded: defineScript(valkey, markReminded),
})

export type CartScripts = ReturnType<typeof defineCartScripts>
