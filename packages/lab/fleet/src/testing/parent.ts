/** Starts a fleet with one frozen instance, reports all process ids and waits to be killed; with the argument `stop` it stops the fleet. */
import { startTestFleet } from './start-test-fleet.ts'

const fleet = await startTestFleet({ instances: 2 })
await fleet.freeze(fleet.instances()[0]?.id as string)
process.send?.({ url: fleet.url, pids: fleet.instances().map(({ pid }) => pid) })
if (process.argv.includes('stop')) {
  await fleet.stop()
  process.disconnect()
} else setInterval(() => {}, 1000)
