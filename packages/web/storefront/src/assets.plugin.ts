import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { type Assets, loadAssets } from './assets.ts'

declare module 'fastify' {
  interface FastifyInstance {
    assets: Assets
  }
  interface FastifyContextConfig {
    /** The route belongs to nobody: no session is asked for, whatever cookies come. */
    anonymous?: boolean
  }
}

/** The files of this storefront: served below by an instance, or put where a content delivery network finds them. */
export function ownAssets(): Assets {
  const here = (folder: string) => new URL(folder, import.meta.url)
  return loadAssets({ scripts: here('./browser/'), styles: here('./styles/') })
}

/** Serves the style sheet, the scripts and the icon under an address that changes with their content. */
export const assetsPlugin = fp(
  async (app: FastifyInstance) => {
    app.decorate('assets', ownAssets())

    const anonymous = { config: { anonymous: true } }
    app.get<{ Params: { hash: string; name: string } }>(
      '/assets/:hash/:name',
      anonymous,
      async (request, reply) => {
        const { hash, name } = request.params
        const asset = app.assets.get(name)
        if (!asset) return reply.callNotFound()
        // During a rolling update this instance may be asked for the files of another version: it answers with its
        // own, which mostly fit, but nobody may keep them under that address.
        const isOurs = hash === app.assets.hash
        reply.header('cache-control', isOurs ? 'public, max-age=31536000, immutable' : 'no-store')
        return reply.type(asset.contentType).header('x-content-type-options', 'nosniff').send(asset.body)
      },
    )
  },
  { name: 'storefront-assets' },
)
