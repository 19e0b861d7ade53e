import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from '@unsticky/fleet/fault-proxy'
import { ensureTools, type Log } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { type Column, createColumn } from './column/column.ts'
import { startServices } from './services/services.ts'
import { defaultCrowd } from './shoppers/crowd.ts'
import type { ColumnId, CrowdSettings, Snapshot } from './snapshot.ts'
import { createTimeline } from './timeline.ts'

export interface RoomOptions {
  readonly instances: number
  readonly log: Log
  /** Where the page is served: the only one that may frame the devices. Known once the server listens. */
  readonly roomOrigin: () => string
  readonly crowd?: CrowdSettings
}

export type Room = Awaited<ReturnType<typeof startRoom>>

/** Thrown when an id names no column. */
export class UnknownColumnError extends Error {
  readonly code = 'CONTROL_ROOM_UNKNOWN_COLUMN'
  constructor(id: string) {
    super(`There is no column ${id}`)
  }
}

/** Starts both fleets, the backing services and the shoppers. Nothing of it outlives this process. */
export async function startRoom({
  instances,
  log,
  roomOrigin,
  crowd: firstCrowd = defaultCrowd,
}: RoomOptions) {
  const { envoy } = await ensureTools(['envoy', 'valkey', 'ministack'], { log })
  const listeners = new Set<() => void>()
  const timeline = createTimeline({ onEvent: changed })
  const services = await startServices({ log })
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-control-room-'))
  const group = createProcessGroup({ directory, temporary: true })
  const common = {
    ...{ instances, group, timeline, roomOrigin },
    envoyPath: envoy.command,
    servicesEnv: services.env,
  }
  let crowd = firstCrowd
  const columns: readonly Column[] = await Promise.all([
    createColumn({ ...common, id: 'before', step: '0', profile: profiles.before }),
    createColumn({ ...common, id: 'after', step: '5', profile: profiles.after }),
  ])
  await log.step('Starting both fleets', () => Promise.all(columns.map((column) => column.start())))
  setCrowd(crowd)
  const clock = setInterval(() => void everySecond(), 1000)
  let isLooking = false
  return {
    snapshot,
    onChange,
    column,
    setCrowd,
    setService,
    restartServiceEmpty,
    reset,
    stop,
    [Symbol.asyncDispose]: stop,
  }

  async function everySecond() {
    if (isLooking) return
    isLooking = true
    await Promise.all(columns.map((column) => column.look()))
    isLooking = false
    const at = Date.now()
    for (const each of columns) each.tick(at)
    services.tick()
    changed()
  }

  function snapshot(): Snapshot {
    return {
      at: Date.now(),
      shoppers: crowd,
      columns: columns.map((each) => each.view()),
      services: services.views(),
      events: timeline.events(),
    }
  }

  function changed() {
    for (const listener of listeners) listener()
  }

  function onChange(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  function column(id: string): Column {
    const found = columns.find((each) => each.id === id)
    if (!found) throw new UnknownColumnError(id)
    return found
  }

  function setCrowd(settings: Partial<CrowdSettings>) {
    crowd = { ...crowd, ...settings }
    for (const each of columns) each.setCrowd(crowd)
    changed()
  }

  async function setService(id: string, fault: Fault) {
    const title = await services.set(id, fault)
    timeline.note('action', `${title}: ${wordsOf(fault)}`)
  }

  async function restartServiceEmpty(id: string) {
    const title = await services.restartEmpty(id)
    timeline.note('action', `${title}: restarted empty`)
  }

  async function reset() {
    await services.reset()
    await Promise.all(columns.map((each) => each.reset()))
    setCrowd(firstCrowd)
    timeline.clear()
    timeline.note('note', 'everything is as at the start')
  }

  async function stop() {
    clearInterval(clock)
    await Promise.all(columns.map((each) => each.stop()))
    await group.stopAll()
    await services.stop()
  }
}

/** The before gets the balancer that such a shop has; the after needs none of it. */
const profiles: Readonly<
  Record<ColumnId, { routing: 'sticky' | 'round-robin'; failureHandling: 'resilient' }>
> = {
  before: { routing: 'sticky', failureHandling: 'resilient' },
  after: { routing: 'round-robin', failureHandling: 'resilient' },
}

const wordsOf = (fault: Fault) =>
  ({ pass: 'well again', stop: 'stopped', freeze: 'frozen', slow: 'slow' })[fault.mode] +
  (fault.mode === 'slow' ? ` by ${fault.delayMs} ms` : '')
