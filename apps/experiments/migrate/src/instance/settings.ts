import { join } from 'node:path'
import { loadSettings } from '@unsticky/http'
import { Type } from 'typebox'

/** Without a token the stateful shop has no way out of its process, and nobody can ask for one. */
const own = {
  MIGRATION_TOKEN: Type.Optional(
    Type.String({ minLength: 32, description: 'Who knows it may move the state; not set: no migration' }),
  ),
  MIGRATION_SOCKETS: Type.Optional(
    Type.String({ description: 'A folder of nobody else, where the instance listens at <instance>.sock' }),
  ),
}

export interface MigrationSettings {
  readonly token: string
  readonly socketPath: string
}

/** `undefined`: this instance does not migrate. Throws when there is a token and no place to listen. */
export function loadMigrationSettings(env = process.env): MigrationSettings | undefined {
  const { MIGRATION_TOKEN: token, MIGRATION_SOCKETS: folder, INSTANCE_ID } = loadSettings(env, own)
  if (!token) return undefined
  if (!folder) throw new Error('MIGRATION_TOKEN is set, but MIGRATION_SOCKETS names no folder to listen in')
  return { token, socketPath: socketPathOf(folder, INSTANCE_ID) }
}

export const socketPathOf = (folder: string, instanceId: string) => join(folder, `${instanceId}.sock`)
