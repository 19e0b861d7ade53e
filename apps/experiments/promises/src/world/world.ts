/** A running step, and what an experiment may do with it. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type FleetContinuity, formatEvent, judge } from '@unsticky/continuity'
import type { Fleet, InstanceInfo } from '@unsticky/fleet'
import type { Step } from '@unsticky/steps'
import { createDevice, type Device } from '../http/device.ts'
import { createShopper, type Shopper } from '../http/shopper.ts'
import type { RunningStep } from './start-step.ts'

export const instancesPerFleet = 3

/** How often to ask until an instance answers that did not yet: others, who ask meanwhile, move the turn on. */
export const patience = 100

export interface Finding {
  readonly kept: boolean
  /** One sentence for people, with the figures. */
  readonly detail: string
}

export type Experiment = (world: World) => Promise<Finding>

/** Thrown by an experiment that cannot tell: neither kept nor broken. */
export class UntellingError extends Error {}

interface WorldOptions extends Pick<RunningStep, 'startAsItRuns' | 'tryToStart'> {
  readonly step: Step
  readonly fleet: Fleet
  /** Puts a new cookie key in front; does nothing where keys are made at boot. */
  readonly rotateCookieKeys: () => Promise<void>
  /** Replaces every instance, for this experiment or for several at once. */
  readonly rollingRestart: () => Promise<void>
  readonly loginAttempts: number
}

/** One world an experiment: its history holds what happened in it and nothing else. */
export function createWorld({ step, fleet, loginAttempts, ...disturbances }: WorldOptions) {
  const { rotateCookieKeys, rollingRestart, startAsItRuns, tryToStart } = disturbances
  const shoppers: Shopper[] = []
  return {
    step,
    fleet,
    url: fleet.url,
    rotateCookieKeys,
    rollingRestart,
    startAsItRuns,
    tryToStart,
    loginAttempts,
    ready,
    shopper,
    shoppers: (count: number) => Array.from({ length: count }, shopper),
    deviceElsewhere,
    killAndReplace,
    countLogged,
    history,
    judge: (initialStock: Readonly<Record<string, number>> = {}): FleetContinuity =>
      judge(history(), { initialStock }),
    saveHistory,
  }

  function ready(): readonly InstanceInfo[] {
    return fleet.instances.filter(({ state }) => state === 'ready')
  }

  function shopper(): Shopper {
    const made = createShopper(fleet.url, `s${shoppers.length + 1}-${randomUUID().slice(0, 4)}`)
    shoppers.push(made)
    return made
  }

  /** A device with a session of its own on an instance that is none of these. */
  async function deviceElsewhere(
    name: string,
    { not }: { not: readonly (string | undefined)[] },
  ): Promise<Device> {
    for (let attempt = 0; attempt < patience; attempt++) {
      const device = createDevice(fleet.url, name)
      const { instance } = await device.openSession()
      if (instance && !not.includes(instance)) return device
    }
    throw new UntellingError(`No instance beside ${not.join(', ')} answered`)
  }

  /** Kills as a crash would, and replaces as a scheduler would. */
  async function killAndReplace(instanceId: string | undefined) {
    if (!ready().some(({ id }) => id === instanceId))
      throw new UntellingError(`${instanceId} is not there to be killed`)
    await fleet.kill(instanceId as string)
    await fleet.scale(instancesPerFleet)
  }

  /** How many lines of the instances' logs hold this text. */
  function countLogged(text: string) {
    const lines = fleet.instances.flatMap(({ logFile }) => readFileSync(logFile, 'utf8').split('\n'))
    return lines.filter((line) => line.includes(text)).length
  }

  function history() {
    return shoppers.flatMap(({ ledger }) => ledger.events())
  }

  function saveHistory(file: string) {
    mkdirSync(dirname(file), { recursive: true })
    for (const event of history()) appendFileSync(file, `${formatEvent(event)}\n`)
  }
}

export type World = ReturnType<typeof createWorld>
