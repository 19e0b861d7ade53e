/** The heap of a running instance after a full collection, asked over the inspector. */
export interface HeapProbe extends AsyncDisposable {
  /** Bytes that are still reachable. */
  usedBytes(): Promise<number>
}

/** Node prints the address when it was started with `--inspect`. */
export function inspectorUrl(log: string): string {
  const url = /Debugger listening on (ws:\S+)/.exec(log)?.[1]
  if (!url) throw new Error('The instance was started without --inspect')
  return url
}

export async function connectHeapProbe(url: string): Promise<HeapProbe> {
  const socket = new WebSocket(url)
  const waiting = new Map<number, (result: { usedSize: number }) => void>()
  let asked = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data))
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error(`No inspector at ${url}`)), { once: true })
  })
  return {
    async usedBytes() {
      // Twice: what a finalizer lets go of is free only at the next one.
      await ask('HeapProfiler.collectGarbage')
      await ask('HeapProfiler.collectGarbage')
      return (await ask('Runtime.getHeapUsage')).usedSize
    },
    [Symbol.asyncDispose]: async () => socket.close(),
  }

  function ask(method: string) {
    const id = ++asked
    return new Promise<{ usedSize: number }>((resolve) => {
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method }))
    })
  }
}
