import { styleText } from 'node:util'
import type { BenchResult } from './result.ts'

/** For people: goals first, then what they were made of. */
export function printResult(result: BenchResult): void {
  const { ratios, workRatios, subjects, memory, startMs, setUpMs, doubts } = result
  console.log('\nstateless divided by …, the median of the rounds (lowest to highest)')
  printRatios(ratios)
  console.log('\nthe same for requests per CPU second of the instance: steadier beside other work')
  printRatios(workRatios)
  console.log('\nmedians of the rounds')
  for (const [name, figures] of Object.entries(subjects)) {
    const {
      requestsPerSecond = 0,
      p50Ms,
      p99Ms,
      instanceCpuMicros = Number.NaN,
      generatorCpu = 0,
      instanceBusyness = Number.NaN,
    } = figures ?? {}
    const cpu = Number.isNaN(instanceCpuMicros)
      ? ''
      : `, ${Math.round(instanceCpuMicros)} µs CPU a request, busy ${Math.round(instanceBusyness * 100)} %`
    console.log(
      `  ${name.padEnd(14)} ${Math.round(requestsPerSecond)} requests/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms${cpu}, generator at most ${Math.round(generatorCpu * 100)} % of a core`,
    )
  }
  for (const [name, bytes] of Object.entries(memory))
    console.log(`  ${name.padEnd(14)} ${(bytes / 1e6).toFixed(1)} MB of heap per 10,000 signed-in shoppers`)
  for (const [name, ms] of Object.entries(startMs))
    console.log(`  ${name.padEnd(14)} ready after ${Math.round(ms)} ms`)
  console.log(`  the local cloud is set up after ${(setUpMs / 1000).toFixed(1)} s`)
  for (const doubt of doubts) console.log(styleText('yellow', `! do not rely on this run: ${doubt}`))
}

function printRatios(ratios: BenchResult['ratios']) {
  for (const [name, { value, min, max, goal, isMet }] of Object.entries(ratios)) {
    const mark = isMet ? styleText('green', '✓') : styleText('red', '✗')
    const spread = min === max ? '' : ` (${min.toFixed(2)} to ${max.toFixed(2)})`
    console.log(`${mark} ${name.padEnd(28)} ${value.toFixed(2)}${spread}, goal ${goal}`)
  }
}
