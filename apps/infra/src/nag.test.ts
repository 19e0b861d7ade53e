import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { accepted } from './testing/accepted-findings.ts'

interface Finding {
  readonly rule: string
  readonly place: string
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string
      readonly violatingConstructs: readonly { readonly constructPath: string }[]
    }[]
  }[]
}

function readFindings(): readonly Finding[] {
  const report: Report = JSON.parse(readFileSync(join(inject('assembly'), 'validation-report.json'), 'utf8'))
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, place: constructPath })),
    ),
  )
}

const isAccepted = ({ rule, place }: Finding) =>
  accepted.some((known) => rule.startsWith(`AwsSolutions-${known.rule}`) && known.where.test(place))

it('finds nothing that was not accepted with a reason', () => {
  expect(readFindings().filter((finding) => !isAccepted(finding))).toEqual([])
})

it('needs every finding that was accepted: what was mended is taken off the list', () => {
  const findings = readFindings()
  const unneeded = accepted.filter(
    ({ rule, where }) =>
      !findings.some(
        (finding) => finding.rule.startsWith(`AwsSolutions-${rule}`) && where.test(finding.place),
      ),
  )

  expect(unneeded).toEqual([])
  for (const { why } of accepted) expect(why.length).toBeGreaterThan(30)
})
