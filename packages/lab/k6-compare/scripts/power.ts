/** Counts in simulated runs how often the comparison raises a false alarm and how often it sees a change, into README.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { outcomes, randomFrom } from '../src/testing/simulate.ts'

const times = 1000
const readme = new URL('../README.md', import.meta.url)
const marks = ['<!-- power: `pnpm --filter @unsticky/k6-compare power` -->', '<!-- /power -->'] as const

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

const rows = [3, 5, 10].flatMap((repeats) =>
  [0.1, 0.2].map((spread) => {
    const run = (factor: number) =>
      outcomes(times, { repeats, spread, factor, random: randomFrom(repeats * 100) })
    const [same, third, half] = [run(1), run(1.3), run(1.5)]
    return `| ${repeats} | ${spread * 100} % | ${percent(same.worse)} | ${percent(third.p95Worse)} | ${percent(half.p95Worse)} |`
  }),
)

const table = [
  '| repeats of each | a run differs from the next by | identical runs called worse | × 1.3 seen | × 1.5 seen |',
  '| ---: | ---: | ---: | ---: | ---: |',
  ...rows,
].join('\n')

const text = readFileSync(readme, 'utf8')
const [start, end] = [text.indexOf(marks[0]), text.indexOf(marks[1])]
if (start < 0 || end < start) throw new Error('README.md has no place for the table')
writeFileSync(readme, `${text.slice(0, start + marks[0].length)}\n\n${table}\n\n${text.slice(end)}`)
console.log(table) // `pnpm format` aligns it
