import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Plugin } from 'esbuild'
import { readFolder } from './read-folder.ts'

const folder = 'swagger-ui'

/**
 * The page at /docs reads its files by a path from its own, which in a bundle is another one. This keeps the package's
 * folders below `swagger-ui` and tells it so.
 */
export function createSwaggerPages() {
  let root: string | undefined
  const plugin: Plugin = {
    name: 'swagger-pages',
    setup(build) {
      build.onLoad({ filter: /@fastify[\\/]swagger-ui[\\/].*\.js$/ }, ({ path }) => {
        root = /^.*@fastify[\\/]swagger-ui/.exec(path)?.[0] as string
        const place = JSON.stringify(join(folder, relative(root, dirname(path))).replaceAll('\\', '/'))
        const text = readFileSync(path, 'utf8')
        return { contents: text.replaceAll('__dirname', `require('node:path').join(__dirname, ${place})`) }
      })
    },
  }
  return { plugin, files: () => (root ? readFolder(join(root, 'static'), { as: `${folder}/static` }) : {}) }
}
