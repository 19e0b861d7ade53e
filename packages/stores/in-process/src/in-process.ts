import type { StatePlace } from '@unsticky/kernel'

export const memory: StatePlace = { kind: 'in-process', name: 'memory of this process' }
export const disk: StatePlace = { kind: 'in-process', name: 'disk of this server' }
