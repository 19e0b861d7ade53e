import { newId, systemNow } from '@unsticky/kernel'

/** A new id for this test alone, so that suites may run on a shared server again and again. */
export const freshId = (prefix: string): string => newId(prefix, systemNow)

export const freshKey = (): string => freshId('key')

/** Product ids have dashes, no underscores. */
export const freshProductId = (name = 'kettle'): string => freshId(name).replaceAll('_', '-')

/** `count` results of the same action, started together. */
export const inParallel = <T>(count: number, action: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => action(index)))
