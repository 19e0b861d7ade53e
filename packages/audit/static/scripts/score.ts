/**
 * Measures the audit on apps with labelled lines:
 * `node packages/audit/static/scripts/score.ts --labels labels.json --apps folder [--json] [--misses]`
 * `folder` holds a checkout of each app at the labelled commit, named `owner__name`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { audit } from '../src/audit.ts'
import { type App, describeScores, scoreApp } from '../src/score/score.ts'

const { values } = parseArgs({
  options: {
    labels: { type: 'string' },
    apps: { type: 'string' },
    misses: { type: 'boolean' },
    json: { type: 'boolean' },
  },
})
if (!values.labels || !values.apps) {
  console.error(
    'usage: node packages/audit/static/scripts/score.ts --labels <labels.json> --apps <folder of checkouts> [--misses] [--json]',
  )
  process.exit(2)
}
const apps = JSON.parse(readFileSync(values.labels, 'utf8')) as App[]
const folders = apps.map((app) => ({ app, folder: join(values.apps as string, app.repo.replace('/', '__')) }))
for (const { app } of folders.filter(({ folder }) => !existsSync(folder)))
  console.error(`${app.repo}: no checkout, not measured`)
const scores = folders
  .filter(({ folder }) => existsSync(folder))
  .map(({ app, folder }) => scoreApp(app, audit(folder).findings))
console.log(values.json ? JSON.stringify(scores, undefined, 2) : describeScores(scores))
if (values.misses) {
  for (const { repo, misses, falsePositives, wrongCategories } of scores) {
    for (const { file, line, category, why } of misses)
      console.log(`MISS ${repo} ${file}:${line} ${category} ${why}`)
    for (const { file, line, category, code } of falsePositives)
      console.log(`FALSE ${repo} ${file}:${line} ${category} ${code}`)
    for (const { finding, label } of wrongCategories)
      console.log(
        `CATEGORY ${repo} ${finding.file}:${finding.line} ${finding.category}, labelled ${label.category}`,
      )
  }
}
