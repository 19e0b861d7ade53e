import type { Fleet } from '@unsticky/fleet'
import type { RoomEvent } from '../snapshot.ts'
import type { Turns } from './turns.ts'

interface InstanceActionsOptions {
  readonly fleet: () => Fleet
  readonly say: (kind: RoomEvent['kind'], text: string) => void
  readonly turns: Turns
  readonly onReplaced: (id: string) => void
}

/** What can be done to one instance. */
export const instanceActions = ['kill', 'freeze', 'thaw', 'drain', 'restart'] as const
export type InstanceAction = (typeof instanceActions)[number]

export const maxInstances = 6

/** Thrown when a fleet would get too large or too small for a laptop, or empty. */
export class FleetSizeError extends Error {
  readonly code = 'CONTROL_ROOM_FLEET_SIZE'
}

/** The buttons of a column, over its fleet. Each resolves when the thing is done and says so in the timeline. */
export function createInstanceActions({ fleet, say, turns, onReplaced }: InstanceActionsOptions) {
  return { act, addInstance, removeInstance, rollingRestart }

  async function act(action: InstanceAction, id: string) {
    if (action === 'kill') return kill(id)
    if (action === 'freeze') return freeze(id)
    if (action === 'thaw') return thaw(id)
    if (action === 'drain') return drain(id)
    return restart(id)
  }

  async function kill(id: string) {
    await fleet().kill(id)
    say('action', `${id} killed`)
  }

  async function freeze(id: string) {
    await fleet().freeze(id)
    say('action', `${id} frozen`)
  }

  async function thaw(id: string) {
    const thawed = fleet().thaw(id)
    say('action', `${id} thawed`)
    await thawed
  }

  async function drain(id: string) {
    const drained = fleet().drain(id)
    say('action', `${id} draining`)
    await drained
    say('note', `${id} has ended`)
  }

  async function restart(id: string) {
    say('action', `restarting ${id}`)
    const { id: replacement } = await fleet().restart(id)
    onReplaced(id)
    say('good', `${replacement} runs in the place of ${id}`)
  }

  function addInstance() {
    return turns.take(async () => {
      const running = countRunning(fleet())
      if (running >= maxInstances) throw new FleetSizeError(`A column has at most ${maxInstances} instances`)
      say('action', 'adding an instance')
      await fleet().scale(running + 1)
      say('good', `${running + 1} instances run`)
    })
  }

  function removeInstance() {
    return turns.take(async () => {
      const running = countRunning(fleet())
      if (running <= 1) throw new FleetSizeError('The last instance stays; kill it if you mean it')
      say('action', 'removing an instance')
      await fleet().scale(running - 1)
    })
  }

  function rollingRestart() {
    return turns.take(async () => {
      say('action', 'rolling restart')
      await fleet().rollingRestart()
      say('good', 'every instance was replaced')
    })
  }
}

const countRunning = ({ instances }: Fleet) =>
  instances.filter(({ state }) => ['starting', 'ready', 'frozen'].includes(state)).length
