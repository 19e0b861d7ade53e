/** The ramp as a picture: requests a second as an area, the instances of each service as steps. */
import type { RampResult } from './ramp.ts'

const [width, height, margin] = [860, 360, { left: 48, right: 150, top: 40, bottom: 40 }]
/** Told apart by shade and by their labels, not by colour alone. */
const colours = ['#0b6e4f', '#c2410c', '#1d4ed8', '#7c3aed', '#525252']

/** An SVG of its own, readable on light and on dark. */
export function timelineSvg({ samples, policy }: RampResult): string {
  const seconds = Math.max(1, ...samples.map(({ second }) => second))
  const peak = Math.max(1, ...samples.map(({ requestsPerSecond }) => requestsPerSecond))
  const x = (second: number) => margin.left + (second / seconds) * (width - margin.left - margin.right)
  const y = (share: number) => height - margin.bottom - share * (height - margin.top - margin.bottom)
  const load = samples.map(
    ({ second, requestsPerSecond }) => `${at(x(second))},${at(y(requestsPerSecond / peak))}`,
  )
  const services = Object.keys(samples[0]?.capacity ?? {})
  const parts = [
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(
      margin.left,
      22,
      'Requests a second on the catalogue, and instances of each service',
      'font-weight="600"',
    ),
    `<polygon points="${at(x(0))},${at(y(0))} ${load.join(' ')} ${at(x(seconds))},${at(y(0))}" fill="#cfe8dc"/>`,
    text(x(0), y(1) - 6, `${Math.round(peak)} requests/s`, 'font-size="11"'),
    ...axis(),
    ...counts(),
    ...services.map(steps),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Only the catalogue grows under the ramp">\n${parts.join('\n')}\n</svg>\n`

  function axis() {
    const ticks = Array.from({ length: Math.floor(seconds / 10) + 1 }, (_, index) => index * 10)
    const line = `<path d="M${margin.left} ${at(y(0))}H${width - margin.right}" stroke="#525252"/>`
    return [
      line,
      ...ticks.map((second) => text(x(second), height - 20, `${second} s`, 'text-anchor="middle"')),
    ]
  }

  function counts() {
    return Array.from({ length: policy.maxCapacity }, (_, index) => index + 1).flatMap((count) => {
      const height = y(count / (policy.maxCapacity + 1))
      const line = `<path d="M${margin.left} ${at(height)}H${width - margin.right}" stroke="#a3a3a3" stroke-dasharray="2 5"/>`
      return [line, text(margin.left - 8, height + 4, String(count), 'text-anchor="end" font-size="11"')]
    })
  }

  /** Lines of the same height would cover each other, so each lies a little above the one before. */
  function steps(service: string, index: number) {
    const level = (count: number) => y(count / (policy.maxCapacity + 1)) - index * 4
    const path = samples.map(({ second, capacity }, place) => {
      const count = capacity[service] ?? 0
      return place === 0 ? `M${at(x(second))} ${at(level(count))}` : `H${at(x(second))}V${at(level(count))}`
    })
    const last = samples.at(-1)?.capacity[service] ?? 0
    const most = Math.max(...samples.map(({ capacity }) => capacity[service] ?? 0))
    const label = text(width - margin.right + 8, level(last) - index * 10 + 14, `${service} (up to ${most})`)
    const colour = colours[index % colours.length]
    return `<g><path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2.5"/><g fill="${colour}">${label}</g></g>`
  }
}

const at = (value: number) => value.toFixed(1)

const text = (x: number, y: number, words: string, attributes = '') =>
  `<text x="${at(x)}" y="${at(y)}" ${attributes}>${words}</text>`
