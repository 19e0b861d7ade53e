import type { Fleet } from '@unsticky/fleet'
import { count } from '../count.ts'
import type { RoomEvent } from '../snapshot.ts'
import type { Turns } from './turns.ts'

interface InstanceActionsOptions {
  readonly fleet: () => Fleet
  readonly say: (kind: RoomEvent['kind'], text: string) => void
  readonly turns: Turns
  readonly onReplaced: (id: string) => void
  /** Says in words what would be gone with an instance: sessions and carts that only its memory has. */
  readonly heldBy: (id: string) => string
  readonly onRollingRestart: (restart: Promise<void>) => void
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
export function createInstanceActions(options: InstanceActionsOptions) {
  const { fleet, say, turns, onReplaced, heldBy, onRollingRestart } = options
  return { act, addInstance, removeInstance, scaleTo, rollingRestart }

  async function act(action: InstanceAction, id: string) {
    if (action === 'kill') return kill(id)
    if (action === 'freeze') return freeze(id)
    if (action === 'thaw') return thaw(id)
    if (action === 'drain') return drain(id)
    return restart(id)
  }

  async function kill(id: string) {
    const held = heldBy(id)
    await fleet().kill(id)
    say('action', `${id} killed, with ${held}`)
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
      say('good', `${count(running + 1, 'instance')} run${running === 0 ? 's' : ''}`)
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

  /** As many as wanted, whatever was killed or added meanwhile. */
  function scaleTo(wanted: number) {
    return turns.take(async () => {
      const ended = fleet().instances.filter(({ exit }) => exit !== undefined)
      if (countRunning(fleet()) === wanted) return
      say('action', `back to ${count(wanted, 'instance')}`)
      await fleet().scale(wanted)
      for (const { id } of ended) onReplaced(id)
    })
  }

  function rollingRestart() {
    return turns.take(async () => {
      say('action', 'rolling restart')
      const restart = fleet().rollingRestart()
      onRollingRestart(restart)
      await restart
      say('good', 'every instance was replaced')
    })
  }
}

const countRunning = ({ instances }: Fleet) =>
  instances.filter(({ state }) => ['starting', 'ready', 'frozen'].includes(state)).length
