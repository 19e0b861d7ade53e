import { type Finding, severities } from '../finding.ts'
import { advice, guideOf } from './advice.ts'
import { questionNames, questionTexts } from './questions-list.ts'
import type { Report } from './report.ts'
import { describeObserved, lookedAt, where } from './where.ts'

/** One page that needs nothing else: no script, no font, no address outside. */
export function htmlReport({ findings, summary }: Report): string {
  const sections = severities.map((severity) => {
    const own = findings.filter((finding) => finding.severity === severity)
    return own.length === 0
      ? ''
      : `<h2 class="${severity}">${severity} (${own.length})</h2>${own.map(article).join('')}`
  })
  const skipped = summary.skipped.map(
    ({ file, reason }) => `<li>Skipped ${escaped(file)}: ${escaped(reason)}</li>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>State audit</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>State audit</h1>
<p>${findings.length} found ${lookedAt(summary)}: ${severities.map((severity) => `${summary.bySeverity[severity]} ${severity}`).join(', ')}.</p>
${sections.join('\n')}
<ul>${[...skipped, ...summary.notes.map((note) => `<li>${escaped(note)}</li>`)].join('')}</ul>
</main>
</body>
</html>
`
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1rem}
article{border-left:4px solid #888;padding:.1rem 1rem;margin:1rem 0}.breaks{border-color:#c62828}.degrades{border-color:#b26a00}.check{border-color:#1769aa}
pre{overflow:auto;background:#8882;padding:.5rem}dt{font-weight:600}dd{margin:0 0 .4rem}`

function article(finding: Finding): string {
  const { category, severity, code, message, conditional, evidence, questions, observed = [] } = finding
  const places = evidence.map((place) => escaped(where(place))).join(', ')
  const seen = observed.map((each) => `<li>${escaped(describeObserved(each))}</li>`).join('')
  return `<article class="${severity}">
<h3>${escaped(where(finding))} – ${advice[category].title}</h3>
<pre><code>${escaped(code)}</code></pre>
<p>${escaped(message)}${conditional ? ` Only where <code>${escaped(conditional)}</code> says so.` : ''}</p>
<p><strong>Do:</strong> ${advice[category].todo} <em>${advice[category].step}.</em> How: ${guideOf(category)}.</p>
${seen ? `<ul>${seen}</ul>` : ''}
${places ? `<p>See ${places}</p>` : ''}
<details><summary>The seven questions</summary><dl>${questionNames.map((name) => `<dt>${questionTexts[name]}</dt><dd>${escaped(questions[name])}</dd>`).join('')}</dl></details>
</article>
`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
