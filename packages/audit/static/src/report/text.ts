import { type Finding, type Severity, severities } from '../finding.ts'
import { advice, guideOf } from './advice.ts'
import type { Report, Summary } from './report.ts'
import { describeObserved, describePath, where } from './where.ts'

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

const shownSteps = 6

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

  function entry(finding: Finding): string[] {
    const { file, line, category, code, message, conditional, evidence, id, path, observed = [] } = finding
    const seen = evidence.filter((place) => place.file !== file || place.line !== line).slice(0, 4)
    return [
      `  ${paint('bold', where(finding))}  ${advice[category].title} ${paint('dim', `(${category}, ${id})`)}`,
      `    ${paint('dim', code)}`,
      `    Why: ${message}${conditional ? ` Only where ${conditional} says so.` : ''}`,
      `    Do:  ${advice[category].todo} (${advice[category].step})`,
      paint('dim', `    How: ${guideOf(category)}`),
      ...(path ? [paint('dim', `    Path: ${describePath(path)}`)] : []),
      ...observed.slice(0, shownSteps).map((each) => paint('dim', `    Saw: ${describeObserved(each)}`)),
      ...(observed.length > shownSteps
        ? [paint('dim', `         and ${observed.length - shownSteps} more (--json)`)]
        : []),
      ...(seen.length > 0 ? [paint('dim', `    See: ${seen.map(where).join(', ')}`)] : []),
    ]
  }
}

function ending(
  { files, lines, bySeverity, skipped, leftOut, suppressed, inBaseline, notes, probe }: Summary,
  count: number,
): string[] {
  const left = Object.entries(leftOut).map(([reason, number]) => `${reason} ${number}`)
  return [
    count === 0
      ? nothingFound({ probe, isKnown: suppressed + inBaseline > 0 })
      : `${count} found: ${severities.map((severity) => `${bySeverity[severity]} ${severity}`).join(', ')}.`,
    probe
      ? `Experiments, with ${probe.starts} starts: ${probe.experiments.join('; ')}.`
      : `Read ${files} files, ${lines} lines.${left.length > 0 ? ` Left out (--all reads them too): ${left.join(', ')}.` : ''}`,
    ...(suppressed > 0 ? [`Suppressed by a comment with a reason: ${suppressed}.`] : []),
    ...(inBaseline > 0 ? [`In the baseline: ${inBaseline}.`] : []),
    ...skipped.map(({ file, reason }) => `Skipped ${file}: ${reason}`),
    ...notes,
    '',
  ]
}

function nothingFound({ probe, isKnown }: { probe: Summary['probe']; isKnown: boolean }) {
  if (isKnown) return 'Nothing new: all that was found is known.'
  if (probe) return 'B knew all that A was told, and A after its restart too.'
  return 'No state found in the process or on its machine.'
}
