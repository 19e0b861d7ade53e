import { join } from 'node:path'
import { type BalancerProfile, type Fleet, startFleet } from '@unsticky/fleet'
import { freePort, type ProcessGroup } from '@unsticky/processes'
import { count } from '../count.ts'
import { createDevicePair } from '../devices/device-pair.ts'
import { probeOverlaps } from '../overlap/overlap-probe.ts'
import { createOverlapWatch, type OverlapWatch } from '../overlap/overlap-watch.ts'
import { findRunnableStep, type RunnableStep, runnableSteps } from '../runnable-steps.ts'
import { type Crowd, createCrowd } from '../shoppers/crowd.ts'
import { createTally } from '../shoppers/tally.ts'
import type { ColumnId, ColumnView, CrowdSettings } from '../snapshot.ts'
import type { Timeline } from '../timeline.ts'
import { createInstanceActions } from './instance-actions.ts'
import { createInstanceBoard, type InstanceBoard } from './instance-board.ts'
import { instanceEnvironment } from './instance-environment.ts'
import { howBusy } from './machine.ts'
import { judgePromises } from './promises.ts'
import { latencySeconds, lookBackSeconds, readShoppers } from './readings.ts'
import { createRestartWatch } from './restart-watch.ts'
import { startAgain } from './start-again.ts'
import { createTurns } from './turns.ts'

export interface ColumnOptions {
  readonly id: ColumnId
  readonly step: string
  readonly instances: number
  readonly profile: BalancerProfile
  readonly group: ProcessGroup
  readonly envoyPath: string
  /** The backing services, for steps that use them. */
  readonly servicesEnv: Readonly<Record<string, string>>
  readonly timeline: Timeline
  readonly roomOrigin: () => string
}

/** What runs while a step runs. */
interface Running {
  readonly fleet: Fleet
  readonly board: InstanceBoard
  readonly crowd: Crowd
  readonly overlaps: OverlapWatch
}

export type Column = Awaited<ReturnType<typeof createColumn>>

/** One side of the room: a fleet of one step, its shoppers, its two devices, and what is known about them. */
export async function createColumn(options: ColumnOptions) {
  const { id, timeline } = options
  const tally = createTally()
  const turns = createTurns()
  const restarts = createRestartWatch({ totals: tally.totals })
  const stopping = new AbortController()
  let step = findRunnableStep(options.step)
  let profile = options.profile
  let crowdSettings: CrowdSettings | undefined
  let running: Running | undefined
  let isFailed = false
  let message: string | undefined
  const devices = await createDevicePair({
    target: () => running?.fleet.url,
    roomOrigin: options.roomOrigin,
  })
  const say = (kind: Parameters<Timeline['note']>[0], text: string) =>
    timeline.note(kind, text, { column: id })
  const fleetOf = () => {
    if (!running) throw new NotRunningError(id)
    return running.fleet
  }
  const actions = createInstanceActions({
    ...{ fleet: fleetOf, say, turns },
    onReplaced: (id) => running?.board.forget(id),
    heldBy: (id) => running?.board.heldBy(id) ?? 'what was in its memory',
    onRollingRestart: restarts.begin,
  })
  return {
    ...actions,
    id,
    start,
    view,
    tick,
    look,
    setCrowd,
    switchBalancer,
    switchStep,
    signIn,
    logInAgain,
    reset,
    stop,
  }

  async function start() {
    isFailed = false
    message = undefined
    restarts.reset()
    try {
      const fleet = await startAgain(() => startStepFleet(step), {
        onFailure: tellRetry,
        signal: stopping.signal,
      })
      running = surround(fleet)
      message = undefined
      if (crowdSettings) running.crowd.set(crowdSettings)
      void devices.signIn()
    } catch (error) {
      isFailed = true
      message = [howBusy(), messageOf(error)].filter(Boolean).join('\n\n')
      say('bad', `${step.title} does not start`)
    }
  }

  function tellRetry(error: unknown, { attempt, of }: { attempt: number; of: number }) {
    message = [`It did not start and is tried again, for the ${ordinals[attempt]} of ${of} times.`, howBusy()]
      .filter(Boolean)
      .join(' ')
    say('note', `${step.title} did not start, trying again: ${firstLineOf(messageOf(error))}`)
  }

  /** The fleet with what watches it. */
  function surround(fleet: Fleet): Running {
    const onTrouble = (error: unknown) => say('note', `A shopper gave up: ${error}`)
    const crowd = createCrowd({ url: fleet.url, tally, onTrouble })
    const ready = () => fleet.instances.filter(({ state }) => state === 'ready').length
    const probe = () => probeOverlaps({ url: fleet.url, instances: ready, signal: stopping.signal })
    return { fleet, board: createInstanceBoard(fleet), crowd, overlaps: createOverlapWatch({ probe }) }
  }

  async function startStepFleet({ entry, usesServices, env: own }: RunnableStep) {
    const { group, envoyPath, instances, servicesEnv } = options
    const directory = join(group.directory, `${id}-${Date.now()}`)
    const env = instanceEnvironment({ usesServices, servicesEnv, directory, own })
    return startFleet({
      name: `${id}-${step.id}-${Date.now().toString(36)}`,
      instances,
      program: { entry, env },
      // Not one of the ports that outgoing connections take: the next balancer must get the same one.
      balancer: { ...profile, port: await freePort() },
      envoyPath,
      group,
    })
  }

  function view(): ColumnView {
    const instances = running?.board.views() ?? []
    const common = { instances, devices: devices.views() }
    const state = isFailed ? 'failed' : !running ? 'starting' : turns.isBusy() ? 'busy' : 'running'
    return {
      ...{ id, step: step.id, state, message, url: running?.fleet.url, profile, ...common },
      steps: runnableSteps().map(({ id, title }) => ({ id, title })),
      totals: tally.totals(),
      points: tally.points(),
      promises: judgePromises({
        ...common,
        overlaps: running?.overlaps.findings() ?? {},
        rollingRestart: restarts.cost(),
      }),
      readings: readShoppers({
        lately: tally.lately(lookBackSeconds),
        latency: tally.lately(latencySeconds).latency,
      }),
      losses: tally.losses(),
    }
  }

  /** Looks at the instances. Never rejects. */
  async function look() {
    if (!running) return
    const { board } = running
    await board.look()
    tally.onBalancerRepeats(board.takeRepeats())
  }

  /** Closes the current second. */
  function tick(at: number) {
    const before = tally.points().at(-1)?.cartsLost ?? 0
    tally.tick(at)
    const lost = tally.totals().cartsLost - before
    if (lost > 0) say('bad', `${count(lost, 'cart')} lost`)
    restarts.tick()
    running?.overlaps.tick({ isWanted: (crowdSettings?.isOn ?? false) && !turns.isBusy() })
    if (Math.round(at / 1000) % 2 === 0) void devices.look()
  }

  function setCrowd(settings: CrowdSettings) {
    crowdSettings = settings
    running?.crowd.set(settings)
  }

  function switchBalancer(wanted: BalancerProfile) {
    return turns.take(async () => {
      await fleetWithoutShoppers((fleet) => fleet.switchBalancer(wanted))
      profile = wanted
      say('action', `balancer: ${wanted.routing}, ${wanted.failureHandling}`)
    })
  }

  /** Nobody's request should fail because a person turned a switch of the room. */
  async function fleetWithoutShoppers(work: (fleet: Fleet) => Promise<void>) {
    const fleet = fleetOf()
    await running?.crowd.stop()
    await work(fleet).finally(() => crowdSettings && running?.crowd.set(crowdSettings))
  }

  function switchStep(wanted: string) {
    const next = findRunnableStep(wanted)
    return turns.take(async () => {
      say('action', `starting ${next.title}`)
      await stopRunning()
      step = next
      profile = { ...profile, routing: next.routing }
      tally.reset()
      await start()
      if (running) say('good', `${next.title} is ready`)
    })
  }

  /** A new shopper on both devices. */
  async function signIn() {
    say('note', 'a new shopper signs in on both devices')
    await devices.signIn()
  }

  /** The same shopper on both devices; who is not known any more signs up again. */
  async function logInAgain() {
    say('note', 'the shopper logs in again on both devices')
    await devices.logInAgain()
  }

  /** The step and as many fresh instances as at the start, counters at 0, a new shopper on the devices. */
  function reset() {
    return turns.take(async () => {
      await stopRunning()
      step = findRunnableStep(options.step)
      profile = options.profile
      tally.reset()
      await start()
    })
  }

  async function stopRunning() {
    const old = running
    running = undefined
    await old?.crowd.stop()
    await old?.fleet.stop({ graceMs: 0 })
  }

  async function stop() {
    stopping.abort()
    await devices.stop()
    await stopRunning()
  }
}

const ordinals: Readonly<Record<number, string>> = { 2: 'second', 3: 'third' }

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const firstLineOf = (text: string) => text.split('\n', 1)[0]

/** Thrown when a column is asked for something while its fleet is being started. */
export class NotRunningError extends Error {
  readonly code = 'CONTROL_ROOM_NOT_RUNNING'
  constructor(column: ColumnId) {
    super(`The fleet "${column}" does not run right now; try again in a moment`)
  }
}
