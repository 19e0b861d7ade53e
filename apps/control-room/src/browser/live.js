import { useEffect, useState } from 'preact/hooks'

/** @typedef {import('../snapshot.ts').Snapshot} Snapshot */

/**
 * The newest snapshot, `undefined` before the first one, and whether the server is there.
 * @returns {{ snapshot: Snapshot | undefined, isConnected: boolean }}
 */
export function useLive() {
  const [snapshot, setSnapshot] = useState(/** @type {Snapshot | undefined} */ (undefined))
  const [isConnected, setConnected] = useState(true)
  useEffect(() => {
    const source = new EventSource('/api/events')
    source.onmessage = ({ data }) => {
      setSnapshot(JSON.parse(data))
      setConnected(true)
    }
    source.onerror = () => setConnected(false) // the browser tries again by itself
    return () => source.close()
  }, [])
  return { snapshot, isConnected }
}
