import type { Category, Finding, Questions } from '../finding.ts'
import type { Program } from '../model/program.ts'
import type { Draft } from '../rules/rule.ts'
import { sharedStoresOf } from './shared-stores.ts'

/** The answer where the code does not tell. */
export const needsPerson = 'needs a person'

type Plain = Omit<Finding, 'questions'>

/** Answers the seven questions for one finding from what the program shows. */
export function answerQuestions(
  program: Program,
  { finding, draft }: { finding: Plain; draft: Draft },
): Questions {
  return {
    data: dataOf(program, { finding, draft }),
    storage: storage[finding.category],
    updates: updatesOf(finding),
    components: componentsOf(program, { finding, draft }),
    sharedStores: sharedStoresOf(program),
    scaling: finding.message,
    decoupling: decoupling[finding.category] ?? needsPerson,
  }
}

export const storage: Readonly<Record<Category, string>> = {
  'session-store': 'By the session library, in the memory or on the disk of one instance.',
  'module-state': 'In a variable of the process; nothing saves it.',
  cache: 'In a cache in the memory of the process.',
  'local-file': 'In a file on the disk of the instance.',
  'rate-limit': 'As counts in the memory of the process.',
  scheduler: 'As a timer in every process.',
  realtime: 'As open connections or listeners of one process.',
  'per-boot-secret': 'As a random value made when the process starts.',
  sequence: 'As the last number, in the memory of the process.',
  'embedded-db': 'In a database file, or a database inside the process.',
  'auth-state': 'In a variable of the process; nothing saves it.',
  other: 'In the memory of the process while the work waits.',
}

/** Only where the library has a door for it; whether a team can walk through is for the team to say. */
export const decoupling: Partial<Record<Category, string>> = {
  'session-store': 'Yes: the library takes a store as an option; no code that uses the session changes.',
  'rate-limit': 'Yes where the limiter takes a store as an option; the limits stay as they are.',
  'per-boot-secret': 'Yes: the value can come from outside; the code that uses it does not change.',
}

const words =
  /\b(users?|accounts?|sessions?|carts?|baskets?|orders?|profiles?|customers?|e?mails?|passwords?|tokens?|messages?|rooms?|players?|posts?|comments?|uploads?|avatars?|payments?|clients?|sockets?)\b/gi

function dataOf(program: Program, { finding, draft }: { finding: Plain; draft: Draft }): string {
  if (finding.category === 'session-store') return 'Everything that the app puts into the session of a user.'
  const texts = [
    finding.code,
    ...(draft.evidence ?? []).map((node) =>
      program.moduleOf(node).source.slice(node.start, node.end).slice(0, 300),
    ),
  ]
  const split = texts
    .join(' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
  const found = [...new Set([...split.matchAll(words)].map(([word]) => word.toLowerCase()))]
  return found.length > 0 ? `The code speaks of: ${found.slice(0, 6).join(', ')}.` : needsPerson
}

function updatesOf({ evidence, category }: Plain): string {
  if (evidence.length === 0)
    return category === 'session-store'
      ? 'By the library, with every request that has a session.'
      : needsPerson
  const places = evidence.slice(0, 5).map(({ file, line }) => `${file}:${line}`)
  return `Changed or used at ${places.join(', ')}${evidence.length > 5 ? ` and ${evidence.length - 5} more places` : ''}.`
}

function componentsOf(program: Program, { finding, draft }: { finding: Plain; draft: Draft }): string {
  const importers = program.importersOf(program.moduleOf(draft.node)).map(({ file }) => file)
  const files = [...new Set([...finding.evidence.map(({ file }) => file), ...importers])].filter(
    (file) => file !== finding.file,
  )
  if (files.length === 0) return finding.evidence.length > 0 ? `Only ${finding.file}.` : needsPerson
  return `${[finding.file, ...files.slice(0, 6)].join(', ')}${files.length > 6 ? ` and ${files.length - 6} more` : ''}.`
}
