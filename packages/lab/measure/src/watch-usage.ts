/** Memory and processor time of processes, looked at twice a second. */
import type { ProcessUsage } from '@unsticky/report'
import { peakShare, readUsage, type UsageSample } from './usage-samples.ts'

export interface UsageWatch {
  /** From now on this process is looked at, too. */
  add(id: string, pid: number): void
  stop(): readonly ProcessUsage[]
}

/** Watches the processes of `list`, which is asked anew each time, and those that are added. */
export function watchUsage(
  list: () => readonly { readonly id: string; readonly pid: number }[],
  { everyMs = 500 }: { readonly everyMs?: number } = {},
): UsageWatch {
  const added: { id: string; pid: number }[] = []
  const samples = new Map<string, UsageSample[]>()
  let isLooking = false
  const timer = setInterval(look, everyMs)
  return { add: (id, pid) => added.push({ id, pid }), stop }

  async function look() {
    if (isLooking) return // a busy machine must not be asked twice at once
    isLooking = true
    await Promise.all(
      [...list(), ...added].map(async ({ id, pid }) => {
        const usage = await readUsage(pid)
        if (usage) samples.set(id, [...(samples.get(id) ?? []), { atMs: Date.now(), ...usage }])
      }),
    )
    isLooking = false
  }

  function stop() {
    clearInterval(timer)
    return [...samples].map(([id, own]) => usageOf(id, own))
  }
}

function usageOf(id: string, samples: readonly UsageSample[]): ProcessUsage {
  const [first, last] = [samples[0], samples.at(-1)]
  const seconds = first && last ? (last.atMs - first.atMs) / 1000 : 0
  const used = first && last ? last.cpuSeconds - first.cpuSeconds : 0
  return {
    id,
    peakMemoryMiB: Math.round(Math.max(0, ...samples.map(({ memoryKiB }) => memoryKiB)) / 1024),
    cpuShare: seconds === 0 ? 0 : Math.round((used / seconds) * 1000) / 1000,
    peakCpuShare: peakShare(samples),
  }
}
