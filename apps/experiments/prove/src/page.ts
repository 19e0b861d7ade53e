import type { Run } from './run.ts'

export interface Proof {
  readonly schema: 1
  readonly title: string
  readonly start: string
  readonly scenario: string
  readonly ok: boolean
  readonly runs: readonly Run[]
}

/** "of 40 visitors 13 no longer had what they had been told was saved; 9 were logged out" */
export const sentence = ({ routing, told, lost, loggedOut, unanswered }: Run): string =>
  [
    `${routing}: of ${told} visitors ${lost === 0 ? 'all still had' : `${lost} no longer had`} what they had been told was saved`,
    ...(loggedOut > 0 ? [`${loggedOut} were logged out`] : []),
    ...(unanswered > 0 ? [`${unanswered} got no answer or an error for a request`] : []),
  ].join('; ')

/** One page that needs no network. */
export function page({ title, start, scenario, ok, runs }: Proof): string {
  const rows = runs.map(
    (run) =>
      `<tr><th>${run.routing}</th><td>${run.visitors}</td><td>${run.told}</td><td class="${run.lost > 0 ? 'bad' : 'good'}">${run.lost}</td><td>${run.loggedOut}</td><td>${run.unanswered}</td><td>${run.refused}</td></tr>`,
  )
  const details = runs.map(
    (run) => `<h2>${run.routing}</h2><p>${escaped(sentence(run))}.</p>
<ul>${Object.entries(run.reads)
      .map(([name, count]) => `<li>${escaped(name)}: not what was saved, for ${count}</li>`)
      .join('')}</ul>
<p>What happened: ${run.events.map(escaped).join('; ')}.</p>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1rem}
div{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.3rem .8rem;text-align:right;border-bottom:1px solid #8886}th{text-align:left}.bad{color:#c62828;font-weight:600}.good{color:#2e7d32;font-weight:600}</style></head>
<body><main><h1>${escaped(title)}</h1>
<p><strong>${ok ? 'Nobody lost anything.' : 'Visitors lost what they had been told was saved.'}</strong> <code>${escaped(start)}</code>, ${escaped(scenario)}.</p>
<div><table><tr><th>balancer</th><th>visitors</th><th>told it is saved</th><th>no longer had it</th><th>of them logged out</th><th>no answer</th><th>refused</th></tr>${rows.join('')}</table></div>
${details.join('\n')}
</main></body></html>
`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
