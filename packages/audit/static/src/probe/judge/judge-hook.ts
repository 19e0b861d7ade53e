import type { Growth } from '../experiments/sessions.ts'
import type { Origin } from '../instance/hook-events.ts'
import type { ProbeDraft } from './draft.ts'
import type { HookFacts } from './hook-facts.ts'
import { placeOf } from './judge-reads.ts'

/** Less than this per session, in any batch, is the noise of the measurement; in a small batch it weighs more. */
const leastBytes = (sessionsPerBatch: number) => Math.max(250, 20_000 / sessionsPerBatch)

/** Files, timers and listeners that the hook saw in the app. */
export function judgeHook(facts: HookFacts): ProbeDraft[] {
  return [...files(facts), ...timers(facts), ...listeners(facts)]
}

function files({ writes, bootAppends }: HookFacts): ProbeDraft[] {
  return byOrigin([...writes, ...bootAppends.map((write) => ({ ...write, isReadAgain: false }))]).map(
    (own): ProbeDraft => {
      const [first] = own as [(typeof own)[number]]
      const isReadAgain = own.some((write) => write.isReadAgain)
      const isLog = own.every(({ appends }) => appends)
      const shown = [...new Set(own.map(({ path }) => path))]
      const more = shown.length > 1 ? ` and ${shown.length - 1} more` : ''
      const by = first.via ? ` by the package ${first.via}` : ''
      return {
        rule: 'probe-file',
        category: 'local-file',
        severity: isReadAgain ? 'breaks' : isLog ? 'degrades' : 'check',
        key: originKey(first),
        place: placeOf(first),
        message: `Written${by} to a file of this machine: ${shown[0]}${more}. ${
          isReadAgain
            ? 'Later requests read it again; on another machine they find nothing.'
            : isLog
              ? 'It is appended to, as a log is: scattered over the instances, and gone with the machine.'
              : 'Nothing read it again in this scenario: does a later request need it?'
        }`,
        observed: [],
      }
    },
  )
}

function timers({ bootTimers }: HookFacts): ProbeDraft[] {
  return byOrigin(bootTimers.filter(({ file, via }) => file !== undefined && via === undefined)).map(
    (own): ProbeDraft => {
      const [first] = own as [(typeof own)[number]]
      return {
        rule: 'probe-timer',
        category: 'scheduler',
        severity: 'check',
        key: originKey(first),
        place: placeOf(first),
        message: `A timer starts with the process and repeats every ${first.everyMs} ms: with n instances the work is done n times. Must it be done once?`,
        observed: [],
      }
    },
  )
}

function listeners({ otherListeners }: HookFacts): ProbeDraft[] {
  return byOrigin(otherListeners).map((own): ProbeDraft => {
    const [first] = own as [(typeof own)[number]]
    const where = first.port === null ? `the socket ${first.address}` : `port ${first.port}`
    return {
      rule: 'probe-listener',
      category: 'other',
      severity: 'check',
      key: originKey(first),
      place: placeOf(first),
      message: `The app listens on ${where} as well, beside the requests: who talks to it reaches one instance only.`,
      observed: [],
    }
  })
}

export function judgeUpgrades({ mainListeners }: HookFacts): ProbeDraft[] {
  const [listener] = mainListeners
  return [
    {
      rule: 'probe-listener',
      category: 'realtime',
      severity: 'check',
      key: 'upgrade',
      place: listener && placeOf(listener),
      message:
        'The server takes upgrades (web sockets): a message reaches those who are connected to the same instance, unless something passes it on. The scenario does not try this.',
      observed: [],
    },
  ]
}

/** State grows in every batch; a warm-up ends. */
export function judgeGrowth({ batches, sessions }: Growth, found: readonly ProbeDraft[]): ProbeDraft[] {
  if (Math.min(...batches) < leastBytes(sessions / batches.length)) return []
  const isSession = found.some(({ category }) => category === 'session-store')
  const average = Math.round(batches.reduce((sum, bytes) => sum + bytes, 0) / batches.length)
  return [
    {
      rule: 'probe-memory',
      category: isSession ? 'session-store' : 'module-state',
      severity: 'degrades',
      key: 'memory',
      message: `Each session leaves about ${average} bytes in the memory of the process (${sessions} sessions in ${batches.length} batches: ${batches.map(Math.round).join(', ')}). A cache that has not reached its bound looks the same.`,
      observed: [],
    },
  ]
}

function byOrigin<T extends Origin>(events: readonly T[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const event of events) groups.set(originKey(event), [...(groups.get(originKey(event)) ?? []), event])
  return [...groups.values()]
}

const originKey = ({ file, line, via }: Origin) => `${file ?? ''}:${line ?? ''}:${via ?? ''}`
