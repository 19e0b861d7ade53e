import { describe, expect, it } from 'vitest'
import { findInProgram } from '../find-in-program.ts'
import { programOfSources } from '../model/program-of-sources.ts'
import { rules } from './index.ts'

for (const rule of rules) {
  describe(`rule ${rule.id}: ${rule.title}`, () => {
    it.each(rule.examples.map((example) => [example.name, example] as const))(
      '%s',
      (_name, { files, finds }) => {
        const found = findInProgram(programOfSources(files))

        const places = found.map(({ file, line, category, conditional }) => ({
          file,
          line,
          category,
          conditional,
        }))
        expect(places).toEqual(finds.map((find) => ({ conditional: null, ...find })))
      },
    )
  })
}
