import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findInProgram } from './find-in-program.ts'
import { ParseFailure } from './model/parse-module.ts'
import { programOfSources } from './model/program-of-sources.ts'
import { rules } from './rules/index.ts'
import { readFixtures } from './testing/fixtures.ts'

const rounds = Number(process.env.FUZZ_ROUNDS ?? 400)
const seed = Number(process.env.FUZZ_SEED ?? 20_261_128)
const root = join(import.meta.dirname, '../fixtures')

/** Small apps that are taken apart and put together wrongly. */
const apps = [
  ...readdirSync(root).flatMap((group) => readFixtures(join(root, group)).map(({ files }) => files)),
  ...rules.flatMap(({ examples }) => examples.map(({ files }) => files)),
]
const oddities = [
  '/* a */ // b\n',
  'for await (const x of y) {}\n',
  'while (true) { await sleep(1) }\n',
  'new (class { #a = {}; b() { this[this.c] = this.#a } })()\n',
  'export default { ...this, [x]: async () => {} }\n',
  'const { a: { b = c }, ...rest } = require(`./` + a)\n',
  'label: for (;;) { break label }\n',
  'import("x").then(({ default: a }) => a?.[b]?.(c))\n',
  'module.exports = module.exports = exports = app.get("/", ...handlers)\n',
  'emitter.on(...args); setInterval(...args); app.use(); new Map(...x)\n',
  'super.x = new.target; import.meta.y = 1\n',
  'let x = x, y = () => y, z = z || (z = {})\n',
]

it('neither crashes nor hangs on broken and odd sources', { timeout: 300_000 }, () => {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  let read = 0
  for (let round = 0; round < rounds; round++) {
    const files = Object.fromEntries(
      Object.entries(pick(apps)).map(([name, text]) => [name, mutate(text, { random, pick })]),
    )
    const start = performance.now()
    try {
      findInProgram(programOfSources(files))
      read++
    } catch (error) {
      if (!(error instanceof ParseFailure))
        throw new Error(`round ${round} of seed ${seed}: ${JSON.stringify(files)}`, { cause: error })
    }
    expect(performance.now() - start, `round ${round} of seed ${seed}`).toBeLessThan(30_000)
  }
  // Most mutants still have to be programs, or nothing was tried.
  expect(read).toBeGreaterThan(rounds / 3)
})

interface Chance {
  readonly random: () => number
  readonly pick: <T>(list: readonly T[]) => T
}

/** Lines twice, left out, moved, cut, and odd ones in between; sometimes a word of one place in another. */
function mutate(text: string, { random, pick }: Chance): string {
  const lines = text.split('\n')
  for (let change = 0; change < 1 + Math.floor(random() * 4); change++) {
    const at = Math.floor(random() * lines.length)
    const kind = random()
    if (kind < 0.3) lines.splice(at, 0, pick(oddities))
    else if (kind < 0.45) lines.splice(at, 0, pick(lines))
    else if (kind < 0.55) lines.splice(at, 1)
    else if (kind < 0.65) lines.push(...lines.splice(at, 2))
    else if (kind < 0.75) lines[at] = (lines[at] ?? '').slice(0, Math.floor(random() * 60))
    else lines[at] = swapWords(lines[at] ?? '', { random, pick })
  }
  return lines.join('\n')
}

function swapWords(line: string, { random, pick }: Chance): string {
  const words = line.match(/\w+/g) ?? []
  return words.length === 0 ? line : line.replace(/\w+/g, (word) => (random() < 0.2 ? pick(words) : word))
}

/** The same numbers with every run (mulberry32). */
function createRandom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
