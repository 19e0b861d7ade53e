import type { Html } from './escape.ts'

/** Light and dark by the reader's setting; paper is always light. No font, picture or script from anywhere. */
export const styles: Html = {
  html: `<style>
:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfcfa, #16181c);
  --card: light-dark(#ffffff, #1e2126);
  --ink: light-dark(#1c1f24, #e8e6e1);
  --soft: light-dark(#5a606b, #a5abb6);
  --line: light-dark(#dcd9d2, #363b44);
  --good: light-dark(#17663c, #6fd09b);
  --bad: light-dark(#a32019, #ff9a8f);
  --good-fill: light-dark(#4a9b6e, #3f9468);
  --bad-fill: light-dark(#cf5148, #d2594f);
  --time-fill: light-dark(#5b7fb5, #6d93cc);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.1rem; font-weight: 600; color: var(--soft); margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0 0 .4rem; }
p { margin: .4rem 0; max-width: 46rem; }
.note { color: var(--soft); font-size: .9rem; }
.verdict { background: var(--card); border: 1px solid var(--line); border-left: .5rem solid; border-radius: .4rem; padding: 1rem 1.2rem; }
.verdict p { font-size: 1.15rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.verdict.good { border-left-color: var(--good-fill); }
.verdict.bad { border-left-color: var(--bad-fill); }
.verdict p:not(.sign) { color: var(--ink); }
.sign { font-weight: 700; margin: 0; }
table { width: 100%; border-collapse: collapse; background: var(--card); font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); font-size: .9rem; padding-bottom: .4rem; }
th, td { padding: .45rem .7rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th { font-weight: 600; overflow-wrap: break-word; }
tbody th, thead th:first-child { text-align: left; }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; }
tbody th { font-weight: 400; }
td.good, td.bad { font-weight: 600; white-space: nowrap; }
.times { table-layout: fixed; } /* bars of three columns are compared, so the columns must be equally wide */
.times th:first-child { width: 16%; }
.bar { display: block; height: .5rem; min-width: 1px; border-radius: .25rem; margin-top: .25rem; margin-left: auto; background: var(--time-fill); }
.carts { display: grid; gap: .9rem; margin-top: 1rem; }
.stack { display: flex; height: 1.4rem; border-radius: .25rem; overflow: hidden; border: 1px solid var(--line); background: var(--card); }
.stack span { display: block; }
.stack .lost { background: repeating-linear-gradient(45deg, var(--bad-fill) 0 6px, color-mix(in srgb, var(--bad-fill) 75%, var(--card)) 6px 12px); }
.stack .kept { background: var(--good-fill); }
.fleets { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; min-width: 0; }
ol, ul { margin: .3rem 0; padding-left: 1.2rem; }
li { margin: .3rem 0; }
.timeline { list-style: none; padding: 0; }
.timeline li { display: grid; grid-template-columns: 4.2rem 1fr; gap: .6rem; }
.timeline b { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
details summary { cursor: pointer; color: var(--soft); }
.trace { font: .8rem/1.5 ui-monospace, monospace; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .3rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; white-space: pre-wrap; margin: .4rem 0; }
code { font: .92em ui-monospace, monospace; }
a { color: inherit; }
small { color: var(--soft); }
.findings { list-style: none; padding: 0; }
svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
svg text { fill: var(--soft); }
svg .up { fill: var(--good-fill); }
svg .down { fill: var(--bad-fill); }
svg polyline { fill: none; stroke: var(--ink); stroke-width: 1; }
svg .p50 { stroke-width: 2.5; }
svg .p99 { stroke-dasharray: 1 3; }
svg .grid { stroke: var(--ink); stroke-opacity: 0.15; }
svg .axis { stroke: var(--ink); }
svg .kill { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 3; }
svg .found-out { fill: var(--soft); fill-opacity: .5; }
svg .restarting { fill: var(--paper); fill-opacity: .3; stroke: var(--soft); stroke-dasharray: 1 3; }
.usage { font-size: .85rem; }
.usage th, .usage td { padding: .25rem .3rem; }
@media (max-width: 34rem) {
  th, td { padding: .4rem .3rem; font-size: .85rem; }
  tbody th { min-width: 5.6rem; overflow-wrap: anywhere; hyphens: auto; }
  td.good, td.bad { white-space: normal; }
  thead th { font-size: .75rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
}
@media print {
  :root { color-scheme: light; }
  body { font-size: 10pt; background: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 1.4rem; }
  .fleets { grid-template-columns: repeat(3, 1fr); }
  tr, .card li, .verdict, .carts > div { break-inside: avoid; }
}
</style>`,
}
