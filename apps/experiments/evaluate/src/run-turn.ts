/** One fleet, once: started, warmed up, measured, stopped. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startContestant } from '@unsticky/demo/run-contestant'
import type { Backstage } from '@unsticky/measure/backstage'
import { runK6 } from '@unsticky/measure/k6'
import { measureFleet } from '@unsticky/measure/measure-fleet'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { compressedPointsFileName, type FleetRun, readFleetRun } from '@unsticky/report'
import { lookAtMachine, watchMachine } from './machine-load.ts'
import { momentsOf, type Settings } from './settings.ts'
import type { Turn } from './turns.ts'

export interface RunTurnOptions {
  readonly settings: Settings
  readonly backstage: Backstage
  /** Of the whole run; the turn gets a folder in it. */
  readonly directory: string
  /** What is going on, in a few words. */
  readonly says: (what: string) => void
  /** Ends the turn before its time: it throws, and nothing of it counts. */
  readonly signal: AbortSignal
}

export const failureHandling = 'resilient'

const script = fileURLToPath(new URL('../../../../loadtests/02-continuity.ts', import.meta.url))
/** k6 loads its script and makes its shoppers before the first of them comes. */
const k6StartMs = 3000
/** Of this product there are fewer units than shoppers who want one. */
const scarce = 'limited-edition-print'

/** Everything that was measured. Whatever it throws, nothing of the turn is left running. */
export async function runTurn(
  { contestant, repeat, number }: Turn,
  options: RunTurnOptions,
): Promise<FleetRun> {
  const { settings, backstage, signal, says } = options
  const directory = join(options.directory, repeat === 1 ? contestant.id : `${contestant.id}-${repeat}`)
  const isStateless = contestant.step === 'stateless'
  says('looking at the machine')
  const machine = await lookAtMachine()
  await using group = createProcessGroup({ directory })
  if (isStateless) await backstage.restock()
  says('starting the fleet')
  const fleet = await startContestant(contestant, {
    ...{ instances: settings.instances, failureHandling, directory, group, log: () => {} },
    ...{ cloudEnv: backstage.cloudEnv, paths: backstage.paths },
    settings: isStateless ? statelessEnv(settings, backstage) : {},
  })
  try {
    signal.throwIfAborted()
    says(`warming up, ${settings.warmUpSeconds} s`)
    await warmUp(fleet.url, { ...options, group, directory })
    says(`measuring, ${settings.measureSeconds} s`)
    const during = watchMachine()
    await measureFleet(fleet, {
      ...{ k6Path: backstage.paths.k6, script, k6StartMs, directory, group, signal },
      ...momentsOf(settings),
      env: { ...loadOf(settings), SECONDS: String(settings.measureSeconds) },
      timeoutMs: (settings.measureSeconds + 120) * 1000,
      pointsFileName: compressedPointsFileName,
      log: says,
      ...(isStateless && { readStores: backstage.readStores }),
      alsoRecord: () => ({ turn: number, machine: { ...machine, busyDuring: during.busy() } }),
    })
  } finally {
    await fleet.stop({ graceMs: 0 }) // the raw results are in; nobody is left to be served
  }
  says('judging')
  return readFleetRun(directory, { results: options.directory })
}

/** The same shoppers in a hurry, of whom nothing is kept: compilers, connections and caches are warm afterwards. */
async function warmUp(
  url: string,
  options: RunTurnOptions & { readonly group: ProcessGroup; readonly directory: string },
) {
  const { settings, backstage, group, directory, signal } = options
  if (settings.warmUpSeconds === 0) return
  const historyFile = join(directory, 'warm-up.txt')
  await runK6(group, {
    ...{ k6Path: backstage.paths.k6, script, historyFile, signal },
    env: {
      ...{ ...loadOf(settings), TARGET: url, THINK_SECONDS: '0.1', BUYS_SCARCE: 'no' },
      SECONDS: String(settings.warmUpSeconds),
    },
    timeoutMs: (settings.warmUpSeconds + 60) * 1000,
  })
  await rm(historyFile, { force: true })
}

const loadOf = ({ shoppersPerSecond }: Settings) => ({
  ...{ PROFILE: 'steady', RATE: String(shoppersPerSecond / scriptRate), SCARCE: scarce },
  ...{ ROUNDS: '5', THINK_SECONDS: '1' },
})

/** What RATE multiplies in the script. */
const scriptRate = 3

const statelessEnv = ({ cartStore, sessionStore, instanceEnv }: Settings, { countingEnv }: Backstage) => {
  const nodeOptions = [countingEnv.NODE_OPTIONS, instanceEnv?.NODE_OPTIONS].filter(Boolean).join(' ')
  return {
    ...{ SHOP_CART_STORE: cartStore, SHOP_SESSION_STORE: sessionStore, ...countingEnv, ...instanceEnv },
    NODE_OPTIONS: nodeOptions,
  }
}
