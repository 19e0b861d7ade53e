import type { Comparison } from '../build-comparison.ts'
import { type CompareJson, fleetEntries, fleetsOf } from '../compare.ts'
import { cartBars } from './carts.ts'
import { costSection } from './cost.ts'
import { differenceSection } from './differences.ts'
import { type Html, html } from './escape.ts'
import { balancerSection, endpointSection, instanceSection } from './evidence-tables.ts'
import { failureSection } from './failures.ts'
import { anomalySection, timelineSection } from './incidents.ts'
import { secondsSection } from './seconds-chart.ts'
import { styles } from './styles.ts'
import { correctnessSection, latencySection } from './tables.ts'
import { validitySection } from './validity.ts'

/** The whole page as one file that asks nothing of the network, and by its policy could not. */
export function comparisonPage(comparison: Comparison): string {
  const { json, command } = comparison
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Unsticky: what each shop lost</title>
${styles}
</head>
<body>
<main>
<h1>Unsticky: ${['no fleet', 'one fleet', 'two fleets', 'three fleets'][fleetsOf(json.fleets).length] ?? ''}, the same shoppers, one instance killed</h1>
${verdictBox(json)}
${cartBars(json)}
${json.validity ? validitySection(json.validity) : html``}
${correctnessSection(json)}
${latencySection(json)}
${differenceSection(json)}
${secondsSection(comparison)}
${timelineSection(comparison)}
${endpointSection(comparison)}
${failureSection(comparison)}
${balancerSection(comparison)}
${instanceSection(comparison)}
${costSection(json.cost)}
${anomalySection(comparison)}
${countingSection()}
${environmentSection(json)}
<section aria-labelledby="again">
<h2 id="again">Run it again</h2>
<pre><code>${command}</code></pre>
</section>
${rawSection(json)}
</main>
</body>
</html>
`.html
}

const verdictBox = ({ verdict: { ok, text }, validity }: CompareJson): Html =>
  html`<div class="verdict ${ok ? 'good' : 'bad'}"><p class="sign">${signOf(ok, validity?.ok !== false)}</p><p>${text}</p></div>`

const signOf = (ok: boolean, isValid: boolean) => {
  if (!ok) return '✗ The verdict does not hold'
  return isValid ? '✓ The verdict holds' : '✓ The verdict on losses holds; – times are not judged'
}

const environmentSection = ({ environment }: CompareJson): Html =>
  html`<section aria-labelledby="environment">
<h2 id="environment">Measured on</h2>
<dl>${Object.entries(environment).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
</section>`

function rawSection({ evidence }: CompareJson): Html {
  const files = fleetEntries(evidence ?? {}).flatMap(([, { rawFiles }]) => rawFiles)
  if (files.length === 0) return html``
  return html`<section aria-labelledby="raw">
<h2 id="raw">Raw results</h2>
<p class="note">Beside this page. Histories hold one event a line in Jepsen's words (invoke, ok, fail, info), points one measurement of k6 a line. <code>pnpm report</code> with the folder makes this page anew from them.</p>
<ul>${files.map((file) => html`<li><a href="${file}">${file}</a></li>`)}</ul>
</section>`
}

const countingSection = (): Html => html`<section aria-labelledby="counting">
<h2 id="counting">How it is counted</h2>
<p>Every shopper keeps a ledger of what was sent and what the shop answered, and reads it back later, on another device. A status code cannot tell: a lost cart is a 200 with an empty list.</p>
<ul>
<li>Whatever was acknowledged (2xx) must be there from then on, on every device. What ended in a timeout or a 5xx may be there or not; it accuses nobody.</li>
<li>Carts, logins, profiles and pictures are counted by shopper: one who lost the cart three times counts once.</li>
<li>A cart counts as lost when it is empty, when units are missing, or when the login that it takes to reach it is refused.</li>
<li>A cart that is shown as it was at most ten seconds before, and right later on, is stale, not lost.</li>
<li>An order is completed for a shopper who set out to buy and got one. Orders count as doubled beyond one per checkout, however often it was sent; as foreign when they are another shopper's; as wrong when they hold other lines than were checked out.</li>
<li>– means that nobody could see it: no order, nothing doubled.</li>
</ul>
</section>`
