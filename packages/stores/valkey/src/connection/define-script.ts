import { readFileSync } from 'node:fs'
import type { Valkey } from './connect-valkey.ts'

export interface Script {
  readonly name: string
  readonly numberOfKeys: number
  readonly lua: string
}

/** Runs a script: first its keys, then its arguments. */
export type RunScript = (keys: readonly string[], args: readonly (string | number)[]) => Promise<unknown>

/**
 * Reads `<name>.lua` that lies beside the module. `numberOfKeys` tells Valkey which arguments are keys. A script begins
 * with `#!lua`: then Valkey refuses it before its first line when memory is full or the server is a replica, and lets
 * it touch no key of another slot.
 */
export function readScript(module: string, name: string, { numberOfKeys }: { numberOfKeys: number }): Script {
  return { name, numberOfKeys, lua: readFileSync(new URL(`./${name}.lua`, module), 'utf8') }
}

/** Makes a script callable on a connection: EVALSHA, and EVAL where Valkey does not know it yet. */
export function defineScript(valkey: Valkey, { name, numberOfKeys, lua }: Script): RunScript {
  valkey.redis.defineCommand(name, { numberOfKeys, lua })
  return (keys, args) =>
    valkey.ask((redis) => {
      const commands = redis as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
      return (commands[name] as (...args: unknown[]) => Promise<unknown>)(...keys, ...args)
    })
}
