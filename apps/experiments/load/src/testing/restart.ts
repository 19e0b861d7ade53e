import type { Stage } from '../start-stage.ts'

/** New instances, with the settings of now, in place of all others. */
export async function restartWith({ fleet }: Stage): Promise<void> {
  const old = fleet.instances.filter(({ state }) => state === 'ready')
  await fleet.scale(old.length + 2)
  await Promise.all(old.map(({ id }) => fleet.kill(id)))
}
