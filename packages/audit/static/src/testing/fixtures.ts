import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * A small app in files of its own, `app.js.fixture`: tools of this repository would take `app.js` for its code.
 * What must be found is marked: `const carts = {} // finds: module-state breaks`.
 */
export interface Fixture {
  readonly name: string
  /** The sources without the marks, which would otherwise be read as code. */
  readonly files: Readonly<Record<string, string>>
  /** `app.js:3 module-state breaks`, sorted. */
  readonly finds: readonly string[]
}

const mark = ' // finds: '

/** The apps of a group: each folder below it is one. */
export function readFixtures(group: string): Fixture[] {
  return readdirSync(group).map((name) => readFixture(join(group, name), name.replaceAll('-', ' ')))
}

function readFixture(folder: string, name: string): Fixture {
  const files: Record<string, string> = {}
  const finds: string[] = []
  for (const path of filesIn(folder)) {
    const file = relative(folder, path).replace(/\.fixture$/, '')
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .map((text, index) => {
        const at = text.lastIndexOf(mark)
        if (at === -1) return text
        for (const found of text.slice(at + mark.length).split(', '))
          finds.push(`${file}:${index + 1} ${found.trim()}`)
        return text.slice(0, at)
      })
    files[file] = lines.join('\n')
  }
  return { name, files, finds: finds.sort() }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]))
