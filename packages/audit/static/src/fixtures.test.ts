import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findInProgram } from './find-in-program.ts'
import { programOfSources } from './model/program-of-sources.ts'
import { readFixtures } from './testing/fixtures.ts'

const root = join(import.meta.dirname, '../fixtures')

for (const group of readdirSync(root)) {
  describe(`small apps: ${group.replaceAll('-', ' ')}`, () => {
    it.each(readFixtures(join(root, group)).map((fixture) => [fixture.name, fixture] as const))(
      '%s',
      (_name, { files, finds }) => {
        const found = findInProgram(programOfSources(files)).map(
          ({ file, line, category, severity, conditional }) =>
            [`${file}:${line}`, category, severity, ...(conditional ? [`if=${conditional}`] : [])].join(' '),
        )

        expect(found.sort()).toEqual(finds)
      },
    )
  })
}
