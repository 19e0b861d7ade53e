import type { OverlapFindings } from './overlap-probe.ts'

interface OverlapWatchOptions {
  readonly probe: () => Promise<OverlapFindings>
  readonly everyMs?: number
  readonly now?: () => number
}

export type OverlapWatch = ReturnType<typeof createOverlapWatch>

/** Repeats the probe while shoppers are wanted, one at a time, and keeps the newest answer to each question. */
export function createOverlapWatch({ probe, everyMs = 10_000, now = Date.now }: OverlapWatchOptions) {
  let findings: OverlapFindings = {}
  let running: Promise<void> | undefined
  let nextAt = 0
  return { tick, run, findings: () => findings }

  function tick({ isWanted }: { readonly isWanted: boolean }) {
    if (isWanted && !running && now() >= nextAt) void run()
  }

  /** Resolves when a probe has ended, found something or not. */
  function run(): Promise<void> {
    running ??= probeOnce().finally(() => {
      running = undefined
      nextAt = now() + everyMs
    })
    return running
  }

  async function probeOnce() {
    const found = await probe().catch(() => ({})) // the shop does not answer, or is being stopped
    const told = Object.entries(found).filter(([, value]) => value !== undefined)
    findings = { ...findings, ...Object.fromEntries(told) }
  }
}
