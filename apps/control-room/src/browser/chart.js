import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import { chartData } from './chart-data.js'
import { html } from './html.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */
/** @typedef {import('../snapshot.ts').RoomEvent} RoomEvent */
/** @typedef {{ columns: readonly ColumnView[], measure: import('./chart-data.js').Measure, actions: readonly RoomEvent[] }} ChartProps */

const height = 120
const seconds = 120

/** @param {ChartProps} props */
export function Chart(props) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null))
  const plot = useRef(/** @type {uPlot | undefined} */ (undefined))
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const element = box.current
    if (!element) return
    const draw = () => {
      plot.current?.destroy()
      plot.current = new uPlot(optionsFor(element, latest), data(latest.current), element)
    }
    draw()
    const resize = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }))
    resize.observe(element)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', draw)
    return () => {
      resize.disconnect()
      dark.removeEventListener('change', draw)
      plot.current?.destroy()
    }
  }, [])
  useEffect(() => plot.current?.setData(data(props)))
  return html`<div class="plot" ref=${box}></div>`
}

/** @param {ChartProps} props */
const data = ({ columns, measure }) => /** @type {uPlot.AlignedData} */ (chartData(columns, measure))

/**
 * @param {HTMLElement} element
 * @param {{ current: ChartProps }} latest
 * @returns {uPlot.Options}
 */
function optionsFor(element, latest) {
  const { muted, line, before, after } = coloursAt(element)
  const axis = {
    stroke: muted,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
  }
  const series = (/** @type {string} */ stroke) => ({ stroke, width: 2, points: { show: false } })
  return {
    width: element.clientWidth,
    height,
    padding: [8, 6, 8, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true, range: () => [Date.now() / 1000 - seconds, Date.now() / 1000] },
      y: { range: (_plot, _least, most) => [0, Math.max(5, most * 1.15)] },
    },
    axes: [
      { ...axis, show: false },
      {
        ...axis,
        size: 38,
        font: '12px system-ui',
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
      },
    ],
    series: [{}, series(before), { ...series(after), dash: [6, 3] }],
    hooks: {
      draw: [
        (plot) => markActions(plot, { actions: latest.current.actions, colours: { before, after, muted } }),
      ],
    },
  }
}

/**
 * The colours of the style sheet, as they are right now: a canvas knows no variables and no `light-dark()`.
 * @param {HTMLElement} element
 */
function coloursAt(element) {
  const colourOf = (/** @type {string} */ name) => {
    element.style.color = `var(--${name})`
    return getComputedStyle(element).color
  }
  return {
    muted: colourOf('muted'),
    line: colourOf('line'),
    before: colourOf('before'),
    after: colourOf('after'),
  }
}

/**
 * A line at the moment of every action.
 * @param {uPlot} plot
 * @param {{ actions: readonly RoomEvent[], colours: Readonly<Record<'before' | 'after' | 'muted', string>> }} options
 */
function markActions(plot, { actions, colours }) {
  const { ctx, bbox } = plot
  ctx.save()
  for (const { at, column } of actions) {
    const x = plot.valToPos(at / 1000, 'x', true)
    if (x < bbox.left || x > bbox.left + bbox.width) continue
    ctx.strokeStyle = colours[column ?? 'muted']
    ctx.setLineDash([2, 3])
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
  }
  ctx.restore()
}
