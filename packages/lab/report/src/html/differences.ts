import { type CompareJson, shortFleetTitles } from '../compare.ts'
import { differenceInWords, type FleetDifference } from '../fleet-differences.ts'
import { milliseconds } from '../table.ts'
import { type Html, html } from './escape.ts'

/** How much slower or quicker the stateless fleet was, and how sure that is; left out where nothing was repeated. */
export function differenceSection({ differences = [] }: CompareJson): Html {
  const [first] = differences
  if (!first) return html``
  return html`<section aria-labelledby="differences">
<h2 id="differences">Is the difference more than chance?</h2>
<table>
<caption>Medians over the repeats, stateless after stateful. ${honestly(first)}</caption>
<thead><tr><th scope="col">Stateless</th><th scope="col">Difference</th><th scope="col">Ranges of the repeats</th></tr></thead>
<tbody>${differences.map(row)}</tbody>
</table>
</section>`
}

/** Which p can be had at all from so many repeats. */
function honestly({ smallestP }: FleetDifference): string {
  const test = `p is of Mann and Whitney's test over the repeats, two-sided; ${p(smallestP)} is the smallest that so many repeats can give.`
  return smallestP <= 0.05
    ? `${test} Several figures are tested, so one p just below 0.05 is no proof.`
    : `${test} No difference can reach 0.05 this way: go by its size, and by whether the ranges of the repeats are apart. Four repeats of each can show more.`
}

const row = ({ against, measure, statefulMs, statelessMs, isApart, p: value }: FleetDifference) =>
  html`<tr><th scope="row">${measure.slice(0, -2)} against ${shortFleetTitles[against]}</th><td>${differenceInWords({ statefulMs, statelessMs })}<br><small>${milliseconds(statefulMs)} → ${milliseconds(statelessMs)}</small></td><td>${isApart ? 'apart' : 'overlap'}<br><small>p = ${p(value)}</small></td></tr>
`

const p = (value: number) => value.toFixed(3)
