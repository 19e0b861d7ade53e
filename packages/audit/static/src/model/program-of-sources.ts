import { posix } from 'node:path'
import { noSettings, type Settings } from '../settings/settings.ts'
import { parseModule } from './parse-module.ts'
import { createProgram, type Program } from './program.ts'
import { createModuleResolver } from './resolve-module.ts'

/** A program of sources that lie in memory, by file name. */
export function programOfSources(
  sources: Readonly<Record<string, string>>,
  settings: Settings = noSettings,
): Program {
  const schemas = Object.keys(sources).filter((file) => file.endsWith('.prisma'))
  const modules = Object.entries(sources)
    .filter(([file]) => !schemas.includes(file))
    .map(([file, source]) => parseModule({ file, absolute: posix.join('/', file), source }))
  const files = new Set(modules.map(({ absolute }) => absolute))
  const prismaOnSqlite = schemas.filter((file) => sources[file]?.includes('"sqlite"'))
  return createProgram(modules, createModuleResolver({ files, manifests: [], root: '/' }), {
    prismaOnSqlite,
    settings,
  })
}
