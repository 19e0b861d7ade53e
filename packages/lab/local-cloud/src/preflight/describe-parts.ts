import colors from 'picocolors'
import { isReady, type Part } from './part.ts'

const marks = { found: colors.green('✓'), fetchable: colors.cyan('↓'), missing: colors.red('✗') }

/** The list for people: one line a part, what is to be done under it, a verdict at the end. */
export function describeParts(parts: readonly Part[]) {
  return [...parts.map(describePart), '', verdict(parts)].join('\n')
}

function describePart(part: Part) {
  const mark = part.status === 'missing' && !part.needed ? colors.yellow('–') : marks[part.status]
  const state = part.version ?? (part.status === 'fetchable' ? 'not here yet' : 'not found')
  const head = `${mark} ${part.name.padEnd(10)} ${state.padEnd(13)} ${colors.dim(part.path ?? part.purpose)}`
  const label = part.needed ? 'To fix it: ' : 'Optional: '
  const lines = [...part.notes, ...(part.fix ? [`${label}${part.fix}`] : [])]
  return [head, ...lines.map((line) => `    ${line}`)].join('\n')
}

function verdict(parts: readonly Part[]) {
  if (!isReady(parts)) return colors.red('Something that is needed cannot be had; see "To fix it" above.')
  const fetched = parts.filter((part) => part.status === 'fetchable' && part.name !== 'pnpm')
  if (fetched.length === 0) return colors.green('Everything is here.')
  return colors.green(`Ready. The first run fetches ${fetched.map((part) => part.name).join(', ')}.`)
}
