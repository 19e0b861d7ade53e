import { describe, expect, it } from 'vitest'
import { findInProgram } from '../find-in-program.ts'
import { programOfSources } from '../model/program-of-sources.ts'
import { parseSettings } from './read-settings.ts'

const settings = parseSettings(
  JSON.stringify({
    libraries: [
      {
        package: '@acme/cache',
        call: 'new Cache',
        category: 'cache',
        severity: 'degrades',
        keeps: 'A page',
        sharedBy: ['redis'],
      },
      { package: '@acme/session', category: 'session-store' },
    ],
    sharedStores: ['@acme/redis'],
    entryPoints: { calls: ['bus.handle'], files: ['src/jobs/*.ts'] },
  }),
)

describe('the settings of a team', () => {
  it('names libraries that keep something, unless they are given what all instances share', () => {
    expect(
      found({
        'app.js':
          "import { Cache } from '@acme/cache'\nimport session from '@acme/session'\nimport { store } from '@acme/redis'\nexport const a = new Cache({ size: 1 })\nexport const b = new Cache({ redis: 'redis://r' })\nexport const c = session({})\nexport const d = session(store())\n",
      }),
    ).toEqual(['app.js:4 cache degrades', 'app.js:6 session-store breaks'])
  })

  it('names calls and files whose handlers a framework of its own calls', () => {
    const stored = (register: string) => `const seen = new Map()\n${register}\n`

    expect(
      found({
        'src/app.ts': "import express from 'express'\nimport './bus.ts'\nexpress().listen(1)\n",
        'src/bus.ts': stored("bus.handle('paid', (order) => seen.set(order.id, order))"),
        'src/jobs/mail.ts': stored('export default function run(mail) {\n  seen.set(mail.id, mail)\n}'),
        'src/other/mail.ts': stored('export function send(mail) {\n  seen.set(mail.id, mail)\n}'),
      }),
    ).toEqual([
      'src/bus.ts:1 module-state breaks',
      'src/jobs/mail.ts:1 module-state breaks',
      'src/other/mail.ts:1 module-state check',
    ])
  })

  it.each([
    ['{', /is no JSON/],
    ['[]', /the file has to be an object/],
    ['{ "librarys": [] }', /knows no "librarys", only/],
    ['{ "libraries": [{}] }', /libraries\[0\]\.package has to be the name of a package/],
    [
      '{ "libraries": [{ "package": "a", "category": "x" }] }',
      /libraries\[0\]\.category has to be one of session-store/,
    ],
    ['{ "sharedStores": [1] }', /sharedStores has to be a list of texts/],
  ])('says what is wrong in %s', (text, message) => {
    expect(() => parseSettings(text)).toThrow(message)
  })
})

const found = (files: Readonly<Record<string, string>>) =>
  findInProgram(programOfSources(files, settings)).map(
    ({ file, line, category, severity }) => `${file}:${line} ${category} ${severity}`,
  )
