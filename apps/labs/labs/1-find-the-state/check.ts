/** Compares the attendee's marks with the state that is there; then two tools say what they find by themselves. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CheckOptions } from '../../src/check/check-lab.ts'
import type { Findings, Point } from '../../src/lab.type.ts'
import { type MarkedLine, markedLines } from './marks.ts'
import { decoys, pieces } from './truth.ts'

export const nothingElse = 'Nothing else is marked'

export async function check(folder: string, { court, log }: CheckOptions): Promise<Findings> {
  const marked = markedLines(readFileSync(join(folder, 'shop.ts'), 'utf8'))
  const found = pieces.map(({ code, symptom }): Point => {
    const line = marked.find((each) => each.code.startsWith(code))
    return {
      ...{ kind: 'answer', name: symptom, isFine: line !== undefined },
      detail: line ? `line ${line.line}: ${line.code}` : 'No line of yours is the reason for it.',
    }
  })
  const points = [...found, others(marked)]
  if (points.some(({ isFine }) => !isFine)) return { points }
  // Not before everything is found: the tools name every line.
  log('state-audit reads your shop, then the probe starts it twice and looks')
  const audit = await runTool(court.group, [folder, '--fail-on', 'never'])
  const start = `"${process.execPath}" "${join(folder, 'shop.ts')}"`
  const scenario = join(folder, 'scenario.json')
  const probe = await runTool(court.group, [
    'probe',
    '--start',
    start,
    '--scenario',
    scenario,
    '--static',
    folder,
  ])
  return {
    points,
    notes: [`What state-audit finds by itself:\n\n${audit}`, `What the probe sees at run time:\n\n${probe}`],
  }
}

function others(marked: readonly MarkedLine[]): Point {
  const wrong = marked.filter(({ code }) => !pieces.some((piece) => code.startsWith(piece.code)))
  const detail = wrong.map(({ line, code }) => `Line ${line}: ${whyNot(code)}`).join(' ')
  return { kind: 'answer', name: nothingElse, isFine: wrong.length === 0, ...(detail && { detail }) }
}

const whyNot = (code: string) =>
  decoys.find((decoy) => code.startsWith(decoy.code))?.why ??
  'nothing of a shopper is kept on this line from one request to the next.'

const tool = fileURLToPath(new URL('../../../../packages/audit/static/src/cli.ts', import.meta.url))

async function runTool(group: CheckOptions['court']['group'], args: readonly string[]) {
  const name = `audit-${Math.random().toString(36).slice(2, 8)}`
  const env = { ...process.env, NO_COLOR: '1' }
  const running = await group.spawn({ name, command: process.execPath, args: [tool, ...args], env })
  await running.exited
  return running
    .logTail(200)
    .split('\n')
    .filter((line) => !line.startsWith('probe: '))
    .join('\n')
    .trim()
}
