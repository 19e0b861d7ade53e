/** Starts a local cloud, tells its parent what runs, and waits to be killed. */
import { startLocalCloud } from '../start-local-cloud.ts'

const cloud = await startLocalCloud()
const pids = [cloud.aws.pid, cloud.valkeySessions.pid, cloud.valkeyCarts.pid]
process.send?.({ pids, directory: cloud.directory })
