export { freePort } from './free-port.ts'
export type { ExitInfo, ManagedProcess, ProcessGroup, SpawnOptions } from './process-group.ts'
export { createProcessGroup } from './process-group.ts'
export { WaitTimeoutError, waitUntil } from './wait-until.ts'
