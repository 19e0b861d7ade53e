/**
 * Loaded into an instance with `--import`: requests whose path begins with SLOW_PATH wait SLOW_MS before the shop sees
 * them. A deliberate fault, to see that the load tests notice one.
 */
import { Server } from 'node:http'

const { SLOW_PATH, SLOW_MS } = process.env
const emit = Server.prototype.emit

if (SLOW_PATH)
  Server.prototype.emit = function slowly(this: Server, ...args: [event: string | symbol, ...unknown[]]) {
    const { url } = (args[1] ?? {}) as { url?: string }
    const go = () => Reflect.apply(emit, this, args) as boolean
    if (args[0] !== 'request' || !url?.startsWith(SLOW_PATH)) return go()
    setTimeout(go, Number(SLOW_MS ?? 1000))
    return true
  }
