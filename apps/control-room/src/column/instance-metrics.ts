export interface InstanceMetrics {
  readonly memoryMegabytes: number
  readonly sessionsHeld: number
  readonly cartsHeld: number
}

/** Asks an instance for its metrics, past the balancer. `undefined` when it does not answer in `timeoutMs`. */
export async function readInstanceMetrics(
  port: number,
  { timeoutMs = 800 }: { readonly timeoutMs?: number } = {},
): Promise<InstanceMetrics | undefined> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, { signal })
    return parseMetrics(await response.text())
  } catch {
    return undefined
  }
}

/** Reads three numbers from Prometheus' text format; what is not there is 0. */
export function parseMetrics(text: string): InstanceMetrics {
  const values = new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
  return {
    memoryMegabytes: Math.round((values.get('process_resident_memory_bytes') ?? 0) / 1024 / 1024),
    sessionsHeld: values.get('shop_state_held{state="sessions"}') ?? 0,
    cartsHeld: values.get('shop_state_held{state="carts"}') ?? 0,
  }
}
