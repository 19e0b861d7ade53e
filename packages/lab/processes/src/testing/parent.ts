/** Starts two children, one of them frozen, reports their ids and waits to be killed. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessGroup } from '../process-group.ts'

const directory = mkdtempSync(join(tmpdir(), 'unsticky-parent-'))
const group = createProcessGroup({ directory, temporary: true })
const sleeper = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env: {} }
const running = await group.spawn({ name: 'running', ...sleeper })
const frozen = await group.spawn({ name: 'frozen', ...sleeper })
frozen.signal('SIGSTOP')
process.send?.({ pids: [running.pid, frozen.pid], directory })
setInterval(() => {}, 1000)
