import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { loadSettings } from '@unsticky/http/edge'
import { Type } from 'typebox'

/** What this shop needs to know beside the settings that every shop has. `.env.example` shows all of them. */
export const ownSettings = {
  SHOP_FILES_DIRECTORY: Type.String({
    default: join(tmpdir(), `unsticky-files-${process.pid}`),
    description: 'Pictures and receipts, on the disk of this server',
  }),
}

export type Config = ReturnType<typeof loadConfig>

/** Routes that belong together. */
export type Routes = FastifyPluginAsyncTypebox<Config>

/** Throws one error that names every problem. */
export const loadConfig = (env = process.env) => loadSettings(env, ownSettings)
