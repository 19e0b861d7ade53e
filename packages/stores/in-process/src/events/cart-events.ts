import { EventEmitter } from 'node:events'
import type { CartEvent, CartEvents } from '@unsticky/cart'
import type { ShopperId } from '@unsticky/kernel'
import { memory } from '../in-process.ts'

/** Events by EventEmitter. */
export function createMemoryCartEvents(): CartEvents {
  // STATEFUL: an event reaches the devices connected to this instance only.
  const emitter = new EventEmitter().setMaxListeners(0)
  return { livesIn: memory, publish, subscribe, close }

  async function publish(shopperId: ShopperId, event: CartEvent) {
    emitter.emit(shopperId, event)
  }

  async function subscribe(shopperId: ShopperId, listener: (event: CartEvent) => void) {
    emitter.on(shopperId, listener)
    return async () => void emitter.off(shopperId, listener)
  }

  async function close() {
    emitter.removeAllListeners()
  }
}
