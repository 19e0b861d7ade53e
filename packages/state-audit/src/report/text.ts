import { type Finding, type Severity, severities } from '../finding.ts'
import { advice } from './advice.ts'
import type { Report, Summary } from './report.ts'

const headings: Readonly<Record<Severity, string>> = {
  breaks: 'Breaks with two instances',
  degrades: 'Works less well with two instances',
  check: 'Check: it depends',
}
const colours: Readonly<Record<Severity | 'dim' | 'bold', string>> = {
  breaks: '31',
  degrades: '33',
  check: '36',
  dim: '2',
  bold: '1',
}

/** For people: by severity, each with the line of code, why it breaks, what to do and the step that cures it. */
export function textReport(
  { findings, summary }: Report,
  { colour = false }: { colour?: boolean } = {},
): string {
  const paint = (name: keyof typeof colours, text: string) =>
    colour ? `\u001b[${colours[name]}m${text}\u001b[0m` : text
  const sections = severities.flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity)
    return own.length === 0
      ? []
      : [
          paint(severity, `${headings[severity]} (${own.length})`),
          '',
          ...own.flatMap((finding) => [...entry(finding), '']),
        ]
  })
  return [...sections, ...ending(summary, findings.length)].join('\n')

  function entry({ file, line, category, code, message, conditional, evidence, id }: Finding): string[] {
    const seen = evidence.filter((place) => place.file !== file || place.line !== line).slice(0, 4)
    return [
      `  ${paint('bold', `${file}:${line}`)}  ${advice[category].title} ${paint('dim', `(${category}, ${id})`)}`,
      `    ${paint('dim', code)}`,
      `    Why: ${message}${conditional ? ` Only where ${conditional} says so.` : ''}`,
      `    Do:  ${advice[category].todo} (${advice[category].step})`,
      ...(seen.length > 0
        ? [paint('dim', `    See: ${seen.map((place) => `${place.file}:${place.line}`).join(', ')}`)]
        : []),
    ]
  }
}

function ending(
  { files, lines, bySeverity, skipped, leftOut, suppressed, inBaseline, notes }: Summary,
  count: number,
): string[] {
  const left = Object.entries(leftOut).map(([reason, number]) => `${reason} ${number}`)
  return [
    count === 0
      ? 'No state found in the process or on its machine.'
      : `${count} found: ${severities.map((severity) => `${bySeverity[severity]} ${severity}`).join(', ')}.`,
    `Read ${files} files, ${lines} lines.${left.length > 0 ? ` Left out (--all reads them too): ${left.join(', ')}.` : ''}`,
    ...(suppressed > 0 ? [`Suppressed by a comment with a reason: ${suppressed}.`] : []),
    ...(inBaseline > 0 ? [`In the baseline: ${inBaseline}.`] : []),
    ...skipped.map(({ file, reason }) => `Skipped ${file}: ${reason}`),
    ...notes,
    '',
  ]
}
