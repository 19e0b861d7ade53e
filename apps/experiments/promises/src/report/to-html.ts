import { keptBy, type Matrix, stepMatrix, storeMatrix, wordOf } from './matrix.ts'
import type { Results } from './results.ts'

/** The matrix as one self-contained page: every cell says what was seen when pointed at. */
export function toHtml(results: Results): string {
  const tables = [stepMatrix(results), storeMatrix(results)].filter(({ columns }) => columns.length > 0)
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Promises, measured</title>
<style>${styles}</style>
<h1>Promises, measured</h1>
<p>${escapeHtml(results.date)} on ${escapeHtml(results.machine)}. ${results.ok ? 'Every cell is as its step says.' : 'Not as the steps say.'}</p>
${tables.map(tableOf).join('\n')}
</html>
`
}

function tableOf(matrix: Matrix) {
  const head = matrix.columns.map(
    ({ id, title }) => `<th scope="col">${escapeHtml(id)}<small>${escapeHtml(title)}</small></th>`,
  )
  const body = matrix.rows.map(({ title, cells }) => {
    const shown = cells.map((cell) => {
      const kind = cell && cell.actual === cell.expected ? cell.actual : 'wrong'
      return `<td class="${cell ? kind : ''}" title="${escapeHtml(cell?.detail ?? '')}">${escapeHtml(wordOf(cell))}</td>`
    })
    return `<tr><th scope="row">${escapeHtml(title)}</th>${shown.join('')}</tr>`
  })
  const foot = keptBy(matrix).map((count) => `<td>${count}</td>`)
  return `<div class="scroll"><table><thead><tr><th scope="col">Promise</th>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody>
<tfoot><tr><th scope="row">Kept</th>${foot.join('')}</tr></tfoot></table></div>`
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const styles = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1f24; background: #fff }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem }
th, td { border: 1px solid #d0d7de; padding: .4rem .6rem; text-align: center }
th[scope=row] { text-align: left; font-weight: 500 }
small { display: block; font-weight: 400; color: #57606a }
.kept { background: #dafbe1; color: #0b4d1d }
.broken { background: #fff8c5; color: #5c4400 }
.wrong { background: #ffebe9; color: #82071e; font-weight: 700 }
@media (prefers-color-scheme: dark) {
  body { background: #0d1117; color: #e6edf3 } th, td { border-color: #30363d } small { color: #9198a1 }
  .kept { background: #12361f; color: #aff5b4 } .broken { background: #3b2f00; color: #f2dd8a } .wrong { background: #5d1a1e; color: #ffdcd7 }
}`
