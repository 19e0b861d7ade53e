import { readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readFolder } from './read-folder.ts'

/** What sharp is made of, beside itself. */
const wanted = /^(sharp|detect-libc|semver|@img\/.+)$/

/** What runs, without sources, types and notes. */
const needed = /\.(js|cjs|mjs|json|node|so[.\d]*|dylib)$/

/** sharp and its native parts as plain folders under node_modules: an archive for Lambda knows no links. */
export function nativeModules(): Record<string, Uint8Array> {
  // The package's folder: its own file lies in lib, and package.json is not exported.
  const sharp = realpathSync(join(dirname(createRequire(import.meta.url).resolve('sharp')), '..'))
  const beside = dirname(sharp)
  const names = readdirSync(beside).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(beside, name)).map((inner) => `${name}/${inner}`) : [name],
  )
  const found = names
    .filter((name) => wanted.test(name))
    .map((name) => readFolder(realpathSync(join(beside, name)), { as: `node_modules/${name}`, only: needed }))
  return Object.assign({}, ...found)
}
