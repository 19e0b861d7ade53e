/** `pnpm bench`: how fast the stateless shop is, as ratios to others in the same run. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createProcessGroup } from '@unsticky/processes'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { pinCores } from './cores.ts'
import { writeIntoMemory } from './fast-files.ts'
import { heapPer10000Shoppers } from './memory.ts'
import { readOptions } from './options.ts'
import { printResult } from './print-result.ts'
import {
  type BenchResult,
  doubtsOf,
  environmentOf,
  memoryRatio,
  ratiosOf,
  subjectsOf,
  workRatiosOf,
} from './result.ts'
import { signUpShoppers } from './shoppers.ts'
import { startQuickReads } from './start-quick-reads.ts'
import { startSubject } from './start-subject.ts'
import { medianStartMs } from './starts.ts'
import { createSubjects } from './subjects.ts'
import { measureThroughput } from './throughput.ts'

/** For ten seconds after a login each look at the cart also fetches what another tab has just added as a guest. */
const firstSecondsMs = 10_000

const { names, rounds, seconds, shoppers, memoryShoppers, kind, disk, json, strict, profile } = readOptions()
const log = (line: string) => console.error(line)
process.once('SIGINT', () => process.exit(130)) // the process group ends what runs

const cores = await pinCores()
const files = disk ? 'disk' : writeIntoMemory()
const setUpStartedAt = performance.now()
await using cloud = await startSeededCloud()
const setUpMs = performance.now() - setUpStartedAt

const directory = mkdtempSync(join(tmpdir(), 'unsticky-bench-'))
await using group = createProcessGroup({ directory, temporary: true })
const subjects = createSubjects(cloud, await startQuickReads(cloud, { group }))
const nodeArgs = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []

log('how long a start takes')
const startMs = {
  stateless: await medianStartMs(subjects.stateless, { group, cores, repeats: 3 }),
  stateful: await medianStartMs(subjects.stateful, { group, cores, repeats: 3 }),
}
log(`signing up ${shoppers} shoppers on each of ${names.join(', ')}`)
const measured = []
for (const name of names) {
  const subject = await startSubject(subjects[name], { group, cores, nodeArgs })
  const isShop = name === 'stateless' || name === 'stateful'
  measured.push({ subject, shoppers: await signUpShoppers(subject.url, { count: shoppers, isShop }) })
}
await sleep(firstSecondsMs)
const results = await measureThroughput(measured, { rounds, seconds, kind, log })
const doubts = doubtsOf(results, cores)
for (const { subject } of measured) await subject.process.stop()

const memory = memoryShoppers > 0 ? await measureMemory() : undefined
const result: BenchResult = {
  schema: 1,
  environment: {
    ...environmentOf(cores),
    rounds,
    secondsPerRound: seconds,
    shoppers,
    memoryShoppers,
    work: kind ?? 'mix',
    files,
  },
  ratios: { ...ratiosOf(results), ...(memory && memoryRatio(memory)) },
  workRatios: workRatiosOf(results),
  subjects: subjectsOf(results),
  memory: memory ?? {},
  startMs,
  setUpMs,
  doubts,
}
const resultsDirectory = fileURLToPath(new URL('../../../../results/bench/', import.meta.url))
mkdirSync(resultsDirectory, { recursive: true })
writeFileSync(join(resultsDirectory, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`)
if (json) console.log(JSON.stringify(result, null, 2))
else printResult(result)
if (strict && !Object.values(result.ratios).every(({ isMet }) => isMet)) process.exitCode = 1

async function measureMemory() {
  log(`memory of ${memoryShoppers} signed-in shoppers, stateless and stateful`)
  const options = { group, cores, shoppers: memoryShoppers }
  return {
    stateless: await heapPer10000Shoppers(subjects.stateless, options),
    stateful: await heapPer10000Shoppers(subjects.stateful, options),
  }
}
