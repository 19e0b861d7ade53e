import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findStep, promiseIds, promises, type Step } from '@unsticky/steps'
import { columns } from './columns.ts'
import { root } from './root.ts'

/** Marks of apps/docs, for programs; and the links to other pages, at the end. */
const notForTerminals = /^<!-- .* -->\n+|^---$[\s\S]*/gm

/** The page of a step from docs/steps, followed by its column of the matrix and its promises. */
export function explainStep(step: Step): string {
  const page = readFileSync(join(root, 'docs/steps', `${step.id}-${step.name}.md`), 'utf8')
  const broken = promiseIds.filter((id) => !step.keeps.includes(id))
  const rows = (ids: typeof promiseIds) => ids.map((id) => `- ${promises[id]}`).join('\n') || '- none'
  return [
    page.replaceAll(notForTerminals, '').trim(),
    `## Its column of the matrix\n${columns([...Object.entries(step.composition), ...settingsOf(step)])}`,
    `## Keeps ${step.keeps.length} of ${promiseIds.length} promises\n${rows(step.keeps)}`,
    `## Breaks\n${rows(broken)}`,
  ].join('\n\n')
}

const settingsOf = ({ routing, stateInProcess, runsAs }: Step) => [
  ['balancer', routing],
  ['state in the process', stateInProcess],
  ['runs as', runsAs],
]

export function printExplanation(idOrName: string): void {
  console.log(explainStep(findStep(idOrName)))
}
