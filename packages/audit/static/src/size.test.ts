import { describe, expect, it } from 'vitest'
import { findInProgram } from './find-in-program.ts'
import { programOfSources } from './model/program-of-sources.ts'
import { serverModules } from './scan/server-code.ts'
import { generatedTree } from './testing/generated-tree.ts'

describe('what a larger folder costs', { timeout: 600_000 }, () => {
  it('grows with the number of files, and not with its square', () => {
    processorSeconds(100) // the first run also pays for the compiler

    const small = processorSeconds(120)
    const large = processorSeconds(960)

    // Eight times as many files: a quadratic step would take some sixty times as long.
    expect(large / small).toBeLessThan(24)
  })

  it('does not hang on comments in front of the first statement', () => {
    const program = programOfSources({
      'app.js': `${'/* a */ // b\n/**/'.repeat(500)}\nexports.a = 1\n`,
      'page.js': `${'/* a */ // b\n'.repeat(500)}'use client'\nexport const a = 1\n`,
    })

    expect([...serverModules(program)].map(({ file }) => file)).toEqual(['app.js'])
  })
})

function processorSeconds(files: number): number {
  const start = process.cpuUsage()
  const program = programOfSources(generatedTree(files))
  const found = findInProgram(program)
  expect(found.length).toBeGreaterThan(files)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}
