/** A shopper's ledger for k6: every event goes to the console as one JSON line, and k6 writes that to a file. */
// @boundaries-ignore k6 takes the file as it is and resolves no package names
import {
  type Act,
  createLedger,
  formatEvent,
  type PendingAct,
} from '../../packages/lab/continuity/src/index.ts'
import type { Response } from './device.ts'

export interface Sent {
  readonly f: Act
  readonly value?: unknown
  /** The Idempotency-Key of a write. */
  readonly key?: string
}

export interface StartedAct {
  /** `show` reads from a good answer what is judged later. */
  finish(response: Response, show?: (response: Response) => unknown): void
}

export interface History {
  invoke(device: string, act: Sent): StartedAct
  /** Something that the shopper does alone, without asking the shop. */
  note(device: string, f: Act): void
}

export function createHistory(shopper: string): History {
  const ledger = createLedger({ shopper, now: Date.now, write: (event) => console.log(formatEvent(event)) })
  return {
    invoke: (device, { f, value, key }) => started(ledger.invoke(f, value, { process: device, key })),
    note: (device, f) => ledger.invoke(f, undefined, { process: device }).ok(),
  }
}

function started(act: PendingAct): StartedAct {
  return {
    finish(response, show) {
      const instance = response.headers['X-Instance-Id']
      const saysRetry = response.headers['Retry-After'] !== undefined
      act.answered(response.status, show && (() => show(response)), { instance, saysRetry })
    },
  }
}
