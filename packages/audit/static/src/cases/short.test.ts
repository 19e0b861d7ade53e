import { describe, expect, it } from 'vitest'
import { findInProgram } from '../find-in-program.ts'
import { programOfSources } from '../model/program-of-sources.ts'
import { acrossModules } from './short/across-modules.ts'
import { caches } from './short/caches.ts'
import { caches2 } from './short/caches-2.ts'
import { databases } from './short/databases.ts'
import { databases2 } from './short/databases-2.ts'
import { harmless } from './short/harmless.ts'
import { harmless2 } from './short/harmless-2.ts'
import { jobs } from './short/jobs.ts'
import { keysAndFunctions } from './short/keys-and-functions.ts'
import { limits } from './short/limits.ts'
import { listsAndCounters } from './short/lists-and-counters.ts'
import { listsAndCounters2 } from './short/lists-and-counters-2.ts'
import { listsAndCounters3 } from './short/lists-and-counters-3.ts'
import { live } from './short/live.ts'
import { live2 } from './short/live-2.ts'
import { secretsAndFiles } from './short/secrets-and-files.ts'
import { sessions } from './short/sessions.ts'

const all = {
  acrossModules,
  caches,
  caches2,
  databases,
  databases2,
  harmless,
  harmless2,
  jobs,
  keysAndFunctions,
  limits,
  listsAndCounters,
  listsAndCounters2,
  listsAndCounters3,
  live,
  live2,
  secretsAndFiles,
  sessions,
}

for (const [name, cases] of Object.entries(all)) {
  describe(`in a few lines: ${name}`, () => {
    it.each(cases)('%s', (_name, finds, source) => {
      const found = findInProgram(
        programOfSources(typeof source === 'string' ? { 'app.ts': source } : source),
      )

      expect(found.map(({ category }) => category)).toEqual(finds)
    })
  })
}
