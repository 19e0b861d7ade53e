import { describe, expect, it } from 'vitest'
import { formats } from '../../cli/arguments.ts'
import type { Finding } from '../../finding.ts'
import { formatReport } from '../../report/format.ts'
import { createReport } from '../../report/report.ts'
import type { ProbeDraft } from '../judge/draft.ts'
import { toFindings } from './to-findings.ts'

const draft: ProbeDraft = {
  rule: 'probe-data',
  category: 'module-state',
  severity: 'breaks',
  key: '/notes',
  message: 'B does not know it.',
  observed: [{ step: 'the notes', request: 'GET /notes', a: '200', b: '404', afterRestart: '404' }],
}
const questions = {
  data: 'notes',
  storage: '',
  updates: '',
  components: 'a.js',
  sharedStores: 'none',
  scaling: '',
  decoupling: '',
}
const known = (line: number, category: Finding['category'] = 'module-state'): Finding => ({
  ...{
    id: `static-${line}`,
    rule: 'kept-state',
    file: 'a.js',
    line,
    endLine: line,
    category,
    severity: 'breaks',
  },
  ...{ conditional: null, message: '', evidence: [], code: 'const notes = []', questions },
})

describe('a finding of the probe', () => {
  it('takes the place and the answers of the only static finding of its kind, and no place where there are two', () => {
    const [one] = toFindings([draft], { root: '/app', known: [known(3), known(9, 'sequence')] })
    const [two] = toFindings([draft], { root: '/app', known: [known(3), known(5)] })

    expect(one).toMatchObject({ file: 'a.js', line: 3, confirms: 'static-3', code: 'const notes = []' })
    expect(one?.questions).toMatchObject({ data: 'notes', updates: 'Seen at run time: GET /notes.' })
    expect(two).toMatchObject({ file: '(run time)', line: 0, code: 'GET /notes' })
    expect(two?.evidence).toEqual([
      { file: 'a.js', line: 3 },
      { file: 'a.js', line: 5 },
    ])
  })

  it('joins by its line where the hook saw one', () => {
    const place = { file: '/app/a.js', line: 4 }
    const [joined] = toFindings([{ ...draft, place }], { root: '/app', known: [known(3)] })
    const [other] = toFindings([{ ...draft, place }], { root: '/app', known: [known(8)] })

    expect(joined).toMatchObject({ line: 4, confirms: 'static-3' })
    expect(other?.confirms).toBeUndefined()
    expect(other?.message).toContain('does not name this line')
  })

  it.each(formats)('is written as %s, without a line that nobody knows', (format) => {
    const findings = toFindings([draft], { root: '/app', known: [] })
    const audit = { folder: '.', findings: [], files: 0, lines: 0, skipped: [], leftOut: {} }
    const probe = { experiments: ['control'], starts: 2, steps: 1 }
    const report = createReport({ audit, findings, suppressed: 0, inBaseline: 0, notes: [], probe })

    const text = formatReport(report, { format, version: '1' })

    expect(text).toContain('B does not know it.')
    expect(text).not.toMatch(/\(run time\):0|Line 0/)
    if (format === 'sarif') expect(JSON.parse(text).runs[0].results[0].locations).toEqual([])
    else expect(text).toMatch(/404/)
  })
})
