import type { ProbeDraft } from './draft.ts'
import type { HookFacts } from './hook-facts.ts'

const database = /\.(db|db3|sqlite3?|mdb|rdb|nedb|duckdb)(-wal|-shm|-journal)?$/i

/** Files in the app's folder that changed during the scenario although the hook saw nobody write them: native code did. */
export function judgeDisk(changed: readonly string[], { writes, bootAppends }: HookFacts): ProbeDraft[] {
  const seen = new Set([...writes, ...bootAppends].map(({ path }) => path))
  const unseen = changed.filter((path) => !seen.has(path))
  const databases = unseen.filter((path) => database.test(path))
  const others = unseen.filter((path) => !databases.includes(path))
  return [
    ...draftOf(databases, {
      category: 'embedded-db',
      severity: 'breaks',
      text: 'A and B shared it only because they ran on one machine; on two, each has its own.',
    }),
    ...draftOf(others, {
      category: 'local-file',
      severity: 'check',
      text: 'The hook did not see which line writes there. Does a later request, on another machine, need it?',
    }),
  ]
}

function draftOf(
  paths: readonly string[],
  { category, severity, text }: Pick<ProbeDraft, 'category' | 'severity'> & { text: string },
): ProbeDraft[] {
  const [first] = paths
  if (first === undefined) return []
  const shown = paths.slice(0, 3).join(', ')
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : ''
  return [
    {
      rule: 'probe-file',
      category,
      severity,
      key: category,
      title: first,
      message: `Changed on this machine while the scenario ran: ${shown}${more}. ${text}`,
      observed: [],
    },
  ]
}
