/** Throughput and latency of several subjects, in turns. */
import { cpuSecondsOf } from './cpu-time.ts'
import type { LoadResult } from './generator.ts'
import { runLoad } from './run-load.ts'
import type { Kind, Shopper } from './shopper-mix.ts'
import type { RunningSubject } from './start-subject.ts'
import type { SubjectName } from './subjects.ts'

export interface Measured {
  readonly subject: RunningSubject
  readonly shoppers: readonly Shopper[]
}

export interface Round extends LoadResult {
  /** What the instance itself worked for a request: steadier than requests a second on a busy machine. */
  readonly instanceCpuMicros: number | undefined
}

interface ThroughputOptions {
  readonly rounds: number
  /** Of load on each subject in each round. */
  readonly seconds: number
  /** Requests of this kind only; left out, the mix. */
  readonly kind?: Kind | undefined
  readonly log: (line: string) => void
}

/** Until V8 has compiled what is called often: the shops have more code than the peers, and were still gaining after 2 s. */
const warmUpSeconds = 5

/** One figure a round for every subject. The order turns by one each round, so that nobody is always the first. */
export async function measureThroughput(
  measured: readonly Measured[],
  { rounds, seconds, kind, log }: ThroughputOptions,
): Promise<ReadonlyMap<SubjectName, readonly Round[]>> {
  const results = new Map<SubjectName, Round[]>(measured.map(({ subject }) => [subject.name, []]))
  log('warming up')
  for (const { subject, shoppers } of measured)
    await runLoad({ url: subject.url, shoppers, seconds: warmUpSeconds, kind })
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < measured.length; turn++) {
      const { subject, shoppers } = measured[(round + turn) % measured.length] as Measured
      const result = await measureOnce({ subject, shoppers }, { seconds, kind })
      results.get(subject.name)?.push(result)
      log(`round ${round + 1} of ${rounds}: ${describe(subject.name, result)}`)
    }
  }
  return results
}

async function measureOnce(
  { subject, shoppers }: Measured,
  { seconds, kind }: { seconds: number; kind: Kind | undefined },
): Promise<Round> {
  const before = await cpuSecondsOf(subject.process.pid)
  const result = await runLoad({ url: subject.url, shoppers, seconds, kind })
  const after = await cpuSecondsOf(subject.process.pid)
  const used = before === undefined || after === undefined ? undefined : after - before
  return { ...result, instanceCpuMicros: used && (used * 1e6) / result.requests }
}

function describe(
  name: string,
  { requestsPerSecond, p99Ms, failed, generatorCpu, instanceCpuMicros }: Round,
) {
  const parts = [
    `${Math.round(requestsPerSecond)} requests/s`,
    `p99 ${p99Ms} ms`,
    instanceCpuMicros && `${Math.round(instanceCpuMicros)} µs CPU a request`,
    `generator at ${Math.round(generatorCpu * 100)} % of a core`,
    failed > 0 && `${failed} FAILED`,
  ]
  return `${name.padEnd(14)} ${parts.filter(Boolean).join(', ')}`
}
