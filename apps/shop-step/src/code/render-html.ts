/** The comparison as one page that needs nothing else. */
import type { Diff } from '../cli/diff-steps.ts'
import { type PieceDiff, placeMark } from './diff-piece.ts'

export function renderHtml({ title, sections, pieces }: HtmlPage): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${styles}</style>
<h1>${escapeHtml(title)}</h1>
${pieces.length > 1 ? `<nav>${pieces.map(({ piece }) => `<a href="#${piece}">${piece}</a>`).join(' ')}</nav>` : ''}
${pieces.map(pieceSection).join('\n')}
${sections.map(listSection).join('\n')}
</html>
`
}

interface HtmlPage {
  readonly title: string
  readonly sections: Diff['sections']
  readonly pieces: readonly PieceDiff[]
}

function pieceSection({ piece, from, to, rows, seam, isSeamNew }: PieceDiff) {
  const cells = rows.map(
    ({ kind, left, right }) => `<tr class="${kind}">${cell(left, 'left')}${cell(right, 'right')}</tr>`,
  )
  const code = seam.map(
    ({ file, line, text }) =>
      `<p class="place">${escapeHtml(file)}:${line}</p>${isSeamNew ? `<pre>${escapeHtml(text)}</pre>` : ''}`,
  )
  return `<section id="${piece}"><h2>${piece}: ${escapeHtml(from.adapter)} → ${escapeHtml(to.adapter)}</h2>
<div class="scroll"><table><tbody>${cells.join('\n')}</tbody></table></div>
<h3>${isSeamNew ? 'The seam: what routes call instead' : 'The seam, the same in both'}</h3>${code.join('')}</section>`
}

function cell(text: string | undefined, side: 'left' | 'right') {
  if (text === undefined) return `<td class="none"></td>`
  const isPlace = text.startsWith(placeMark)
  return `<td class="${side}${isPlace ? ' place' : ''}">${escapeHtml(isPlace ? text.slice(placeMark.length) : text)}</td>`
}

const listSection = ({ title, rows }: Diff['sections'][number]) =>
  `<h2>${escapeHtml(title)}</h2>${
    rows.length === 0
      ? '<p>nothing</p>'
      : `<table class="list">${rows.map((row) => `<tr>${row.map((each) => `<td>${escapeHtml(each)}</td>`).join('')}</tr>`).join('')}</table>`
  }`

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const styles = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 100rem; padding: 0 1rem; color: #1b1f24; background: #fff }
nav a { margin-right: 1rem }
.scroll { overflow-x: auto }
section table { border-collapse: collapse; width: 100%; table-layout: fixed }
section td, pre { font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; vertical-align: top; padding: 0 .6rem; margin: 0 }
section td + td { border-left: 1px solid #d0d7de }
.list td { padding: .1rem 1rem .1rem 0 }
tr:not(.same) .left { background: #ffebe9 } tr:not(.same) .right, pre { background: #dafbe1 }
tr .place, .place { background: #ddf4ff !important; font: 600 13px/1.6 ui-monospace, monospace; margin: .8rem 0 0 }
.none { background: #f6f8fa }
@media (prefers-color-scheme: dark) {
  body { background: #0d1117; color: #e6edf3 } a { color: #6cb6ff } section td + td { border-color: #30363d } .none { background: #161b22 }
  tr:not(.same) .left { background: #4b1113 } tr:not(.same) .right, pre { background: #12361f } tr .place, .place { background: #0c2d4d !important }
}`
