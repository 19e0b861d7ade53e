import type { ManagedProcess } from '@unsticky/processes'

/** A server on loopback that can be treated badly. Its port stays the same through everything. */
export interface ServiceHandle {
  readonly port: number
  /** Changes with every restart. */
  readonly pid: number
  /** SIGSTOP: the port stays open and nothing answers. */
  freeze(): void
  thaw(): void
  /** Ends the process without a goodbye (but see `startAws`); the port refuses connections until `restart`. */
  kill(): Promise<void>
  /** Starts it again on the same port, after stopping it if it runs. `empty` throws its data away first. */
  restart(options?: { readonly empty?: boolean }): Promise<void>
}

/** Thrown when a server ends while it should be starting. The message holds the end of its log. */
export class StartFailedError extends Error {}

/** Thrown when a server found its port taken by somebody else. */
export class PortTakenError extends StartFailedError {}

/** Throws when `server` has ended, saying what it wrote. */
export function assertRunning(server: ManagedProcess) {
  if (!server.exitInfo) return
  const log = server.logTail()
  const message = `${server.name} ended while starting:\n${log}`
  if (/address already in use|already in use/i.test(log)) throw new PortTakenError(message)
  throw new StartFailedError(message)
}

/** Starts with other ports as long as they turn out to be taken, five times at most. */
export async function retryTakenPorts<T>(start: () => Promise<T>, attempts = 5): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof PortTakenError) || attempts <= 1) throw error
    return retryTakenPorts(start, attempts - 1)
  }
}
