import { type CompareJson, shortFleetTitles } from '../compare.ts'
import { differenceInWords, type FleetDifference, type NotComparable } from '../fleet-differences.ts'
import { milliseconds } from '../table.ts'
import { type Html, html } from './escape.ts'

/** How much slower or quicker the stateless fleet was, and how sure that is; left out where nothing was repeated. */
export function differenceSection({ differences = [], notComparable = [], validity }: CompareJson): Html {
  const [first] = differences
  if (!first && notComparable.length === 0) return html``
  const isJudged = validity?.ok !== false
  const caution = isJudged ? '' : 'The run is not valid, so these times are not judged. '
  return html`<section aria-labelledby="differences">
<h2 id="differences">Is the difference more than chance?</h2>
<table>
<caption>${caution}p95 of the requests that did their work, stateless after stateful, medians over the repeats. ${first ? honestly(first) : ''}</caption>
<thead><tr><th scope="col">Stateless</th><th scope="col">Difference</th><th scope="col">Ranges of the repeats</th></tr></thead>
<tbody>${differences.map(row)}${notComparable.map(emptyRow)}</tbody>
</table>
</section>`
}

/** Which p can be had at all from so many repeats. */
function honestly({ smallestP }: FleetDifference): string {
  const test = `p is of Mann and Whitney's test over the repeats, two-sided, by Holm's rule for all rows together; a single row could have ${p(smallestP)} at best from so many repeats.`
  return smallestP <= 0.05
    ? test
    : `${test} No difference can reach 0.05 this way: go by its size, and by whether the ranges of the repeats are apart. More repeats of each can show more.`
}

const row = ({ against, endpoint, statefulMs, statelessMs, isApart, p: value }: FleetDifference) =>
  html`<tr><th scope="row">${endpoint} against ${shortFleetTitles[against]}</th><td>${differenceInWords({ statefulMs, statelessMs })}<br><small>${milliseconds(statefulMs)} → ${milliseconds(statelessMs)}</small></td><td>${isApart ? 'apart' : 'overlap'}<br><small>p = ${p(value)}</small></td></tr>
`

const emptyRow = ({ against, endpoint, because }: NotComparable) =>
  html`<tr><th scope="row">${endpoint} against ${shortFleetTitles[against]}</th><td>–</td><td>not comparable<br><small>${because}</small></td></tr>
`

const p = (value: number) => value.toFixed(3)
