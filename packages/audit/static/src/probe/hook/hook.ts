/**
 * Runs inside somebody's app, by `--import` in NODE_OPTIONS, before its own code. Writes down what the app does with its
 * machine and changes nothing of it: every call goes through, nothing keeps the process alive, and where the hook cannot
 * work it stays silent.
 */
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { openHeapDoor } from './heap-door.ts'
import { createRecorder, isPackageManager } from './record.ts'
import { watchFiles } from './watch-files.ts'
import { watchRandom } from './watch-random.ts'
import { watchServers } from './watch-servers.ts'
import { watchTimers } from './watch-timers.ts'

const file = process.env.STATE_AUDIT_PROBE_EVENTS
if (file && !isPackageManager(process.argv[1])) {
  try {
    const recorder = createRecorder(file)
    const socket = isMainThread ? `${file}.${process.pid}` : ''
    recorder.record({ type: 'process', node: process.version, socket }, { withOrigin: false })
    // Before the functions that it uses are watched.
    if (socket) openHeapDoor(socket)
    watchFiles(recorder, { ownFolder: file.replace(/[^/]*$/, '') })
    watchTimers(recorder)
    watchServers(recorder)
    watchRandom(recorder)
    syncBuiltinESMExports()
  } catch {
    // The app matters more than what we would learn of it.
  }
}
