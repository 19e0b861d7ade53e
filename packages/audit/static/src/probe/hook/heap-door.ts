import { createServer, type Server } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Servers of the app that listen. */
export const servers = new Set<WeakRef<Server>>()

/** A socket of the system on which the probe asks for the size of the heap. It does not keep the app alive. */
export function openHeapDoor(path: string) {
  const door = createServer((socket) => {
    socket.on('error', () => {})
    socket.unref()
    measure().then((size) => socket.end(JSON.stringify(size)))
  })
  door.on('error', () => {})
  door.listen(path).unref()
}

/** Twice, with a turn in between: what finalizers let go counts as gone. */
async function measure() {
  const collect = collector()
  for (let turn = 0; turn < 3; turn++) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, external } = process.memoryUsage()
  return { bytes: heapUsed + external, takesUpgrades: [...servers].some(takesUpgrades) }
}

/** `gc` of a context of our own: the app's global objects stay as they are. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

const takesUpgrades = (reference: WeakRef<Server>) => (reference.deref()?.listenerCount('upgrade') ?? 0) > 0
