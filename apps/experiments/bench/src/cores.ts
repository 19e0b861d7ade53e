/** Which core does what: the instance has one to itself, everything else shares the other. */
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'

export interface Cores {
  /** False where there is no `taskset`, or one core only: then the figures say less, and the result says so. */
  readonly arePinned: boolean
  /** A command line that runs on the instance's core. */
  onInstanceCore(command: string, args: readonly string[]): { command: string; args: readonly string[] }
}

const instanceCore = '0'
const otherCore = '1'

/** Moves this process to the other core; what it starts from now on stays there, unless it is put on the instance's. */
export async function pinCores(): Promise<Cores> {
  const arePinned = availableParallelism() > 1 && (await canMoveAway())
  return {
    arePinned,
    onInstanceCore: (command, args) =>
      arePinned ? { command: 'taskset', args: ['-c', instanceCore, command, ...args] } : { command, args },
  }
}

async function canMoveAway() {
  try {
    await promisify(execFile)('taskset', ['-acp', otherCore, String(process.pid)])
    return true
  } catch {
    return false
  }
}
