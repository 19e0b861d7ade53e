import { describeCartStore } from '@unsticky/testkit'
import { afterAll, beforeAll } from 'vitest'
import type { Mode } from './gate.ts'
import { type CartStage, startCartStage } from './testing/cart-stage.ts'

let stage: CartStage
beforeAll(async () => {
  stage = await startCartStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

async function open(mode: Mode) {
  let ahead = 0
  const now = () => Date.now() + ahead
  const { store } = await stage.openInstance({ mode, now })
  return {
    store,
    reopen: async () => (await stage.openInstance({ mode, now })).store,
    advance: (milliseconds: number) => {
      ahead += milliseconds
    },
    breakService: () => stage.server.freeze(),
    close: () => stage.server.thaw(),
  }
}

const oldDecides = {
  sharing: 'the memory of one process decides',
  survival: 'what decides ends with its process',
  unavailability: 'the new store may be away, the old one goes on',
}

// A shopper must not notice which of the two decides.
describeCartStore('off', { open: () => open('off'), cannot: oldDecides })
describeCartStore('dual-write', { open: () => open('dual-write'), cannot: oldDecides })
describeCartStore('read-through', { open: () => open('read-through') })
