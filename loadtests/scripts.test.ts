import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileNamed, profileNames } from './lib/profiles.ts'

const scripts = readdirSync(import.meta.dirname).filter((name) => /^\d.*\.ts$/.test(name))
const textOf = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

describe('the scripts', () => {
  it('have numbers of their own', () => {
    const numbers = scripts.map((name) => name.slice(0, 2))

    expect(numbers).toEqual([...new Set(numbers)])
  })

  it.each(scripts)('%s says its one idea, how to run it alone, and stands in the README', (name) => {
    expect(textOf(name)).toMatch(/^\/\*\*\n \* One idea: /)
    expect(textOf(name)).toContain(`   k6 run -e TARGET=http://127.0.0.1:8080`)
    expect(textOf(name)).toMatch(new RegExp(`k6 run .*${name}`))
    expect(textOf('README.md')).toContain(`| ${name.replace('.ts', '')} `)
  })
})

describe('P95_MS', () => {
  it.each(scripts.filter((name) => name < '11'))('is a limit of %s', (name) => {
    const own = textOf(name).match(/P95_MS|p95Ms/)
    const shared =
      textOf(name).match(/nothingFails|nothingRepeatableFails/) && textOf('lib/target.ts').match(/p95Ms/)

    expect(own ?? shared).toBeTruthy()
  })
})

describe('the profiles', () => {
  it('stand in the README, each', () => {
    for (const name of profileNames) expect(textOf('README.md')).toContain(`| ${name} `)
  })

  it('are named when one is asked for that is not there', () => {
    expect(() => profileNamed('storm')).toThrow(/no profile "storm".*smoke, average, stress, spike, soak/)
  })
})
