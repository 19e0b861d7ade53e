/** One page about an attendee's own app: inventory, decisions, the first three steps, the seven questions. */
import { decisionFor } from './decisions.ts'

/** What this page needs of a finding of state-audit or its probe. */
export interface Found {
  readonly file: string
  readonly line: number
  readonly category: string
  readonly severity: 'breaks' | 'degrades' | 'check'
  readonly message: string
  readonly confirms?: string
}

export interface Looked {
  readonly app: string
  readonly found: readonly Found[]
  /** What the probe saw at run time; left out where it was not asked. */
  readonly seen?: readonly Found[]
  /** The worksheet of state-audit. */
  readonly worksheet: string
}

const steps = 3

export function toPage({ app, found, seen, worksheet }: Looked): string {
  const inOrder = [...found].sort(byWeight)
  return [
    `# ${app}: from stateful to stateless`,
    '## Inventory',
    inOrder.length > 0
      ? table(['where', 'kind', 'with two instances'], inOrder.map(inventoryRow))
      : nothingFound,
    ...(seen ? ['## Seen at run time', seenAtRunTime(seen)] : []),
    ...(inOrder.length > 0
      ? [
          '## Decisions',
          'Proposed; the last column is yours.',
          table(['kind', 'goes to', 'the trap', 'lab', 'decided'], decisionRows(inOrder)),
          '## The first three steps',
          firstSteps(inOrder),
        ]
      : []),
    '## The seven questions',
    worksheet
      .replace(/^# .*\n+/, '')
      .replaceAll(/^##/gm, '###')
      .trim(),
    '',
  ].join('\n\n')
}

const nothingFound =
  'Nothing was found by reading. Let the probe look at the running app (`--start`, `--scenario`) before you believe it.'

const weight = { breaks: 0, degrades: 1, check: 2 }

const byWeight = (one: Found, other: Found) =>
  weight[one.severity] - weight[other.severity] ||
  decisionFor(one.category).rank - decisionFor(other.category).rank

const place = ({ file, line }: Found) => (line > 0 ? `\`${file}:${line}\`` : file)

const inventoryRow = (found: Found) => [place(found), found.category, `${found.severity}: ${found.message}`]

const kindsOf = (found: readonly Found[]) => [...new Set(found.map(({ category }) => category))]

const decisionRows = (found: readonly Found[]) =>
  kindsOf(found).map((category) => {
    const { to, trap, lab = '' } = decisionFor(category)
    return [category, to, trap, lab, '']
  })

function seenAtRunTime(seen: readonly Found[]) {
  if (seen.length === 0)
    return 'The scenario showed no difference between two instances, nor after a restart.'
  return seen.map((each) => `- ${place(each)}, ${each.category}: ${each.message}`).join('\n')
}

/** A seam first, always: it is what every later step stands on. */
function firstSteps(found: readonly Found[]) {
  const moves = kindsOf(found.filter(({ severity }) => severity !== 'check'))
    .slice(0, steps - 1)
    .map((category) => {
      const where = found.filter((each) => each.category === category).map(place)
      const { to, lab } = decisionFor(category)
      return `Move ${category} (${where.slice(0, 3).join(', ')}) to ${to}.${lab ? ` It is lab ${lab}.` : ''}`
    })
  const first = found[0] as Found
  const seam = `Write down what the app does today as tests over HTTP, then put a port in front of ${place(first)}. It is lab 2.`
  const prove = 'Run two instances, send both the same visitor, and kill one. Nothing may be missed.'
  return [seam, ...moves, prove]
    .slice(0, steps)
    .map((step, index) => `${index + 1}. ${step}`)
    .join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]) {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
