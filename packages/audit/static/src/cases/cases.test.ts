import { describe, expect, it } from 'vitest'
import { findInProgram } from '../find-in-program.ts'
import { programOfSources } from '../model/program-of-sources.ts'
import { categories } from './categories.ts'
import { express } from './express.ts'
import { fastifyAndKoa } from './fastify-koa.ts'
import { harmless } from './harmless.ts'
import { keptByInstances } from './kept-by-instances.ts'
import { keptUnderOtherNames } from './kept-under-other-names.ts'
import { libraries } from './libraries.ts'
import { liveConnections } from './live-connections.ts'
import { nestAndNext } from './nest-next.ts'
import { realtime } from './realtime.ts'
import { secretsAndFiles } from './secrets-files.ts'
import { timers } from './timers.ts'

const all = {
  express,
  fastifyAndKoa,
  nestAndNext,
  realtime,
  secretsAndFiles,
  keptByInstances,
  keptUnderOtherNames,
  categories,
  libraries,
  liveConnections,
  timers,
  harmless,
}

for (const [name, cases] of Object.entries(all)) {
  describe(`whole small apps: ${name}`, () => {
    it.each(cases.map((example) => [example.name, example] as const))('%s', (_name, { files, finds }) => {
      const found = findInProgram(programOfSources(files))

      const places = found.map(({ file, line, category, conditional }) => ({
        file,
        line,
        category,
        conditional,
      }))
      expect(places).toEqual(finds.map((find) => ({ conditional: null, ...find })))
    })
  })
}
