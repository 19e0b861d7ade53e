/** `pnpm bench units`: read and write units of DynamoDB, route by route, and how near the cost card is to them. */
import { cardError, countUnits } from './units/count-units.ts'

const rows = await countUnits()
console.log(`${'a request of'.padEnd(44)}  reads  writes   the card reckons`)
for (const { route, times, consumed, reckoned } of rows) {
  const each = (units: number) => (units / times).toFixed(1).padStart(6)
  console.log(
    `${route.padEnd(44)} ${each(consumed.reads)}  ${each(consumed.writes)}   ${each(reckoned.reads)}  ${each(reckoned.writes)}`,
  )
}
const errors = (['reads', 'writes'] as const).map((kind) => ({ kind, error: cardError(rows, kind) }))
for (const { kind, error } of errors)
  console.log(
    `${error <= 0.1 ? '✓' : '✗'} ${kind}: the card is ${(error * 100).toFixed(1)} % off, at most 10 %`,
  )
if (errors.some(({ error }) => error > 0.1)) process.exitCode = 1
