import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { markdownFiles } from './markdown-files.ts'
import { root } from './root.ts'

/** `[text](target)`, code left out. */
function linksIn(text: string): readonly string[] {
  const prose = text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, 'code')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

/** As GitHub makes them. */
const anchorsIn = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

function isDead(file: string, target: string): boolean {
  if (/^(https?|mailto):/.test(target)) return false
  const [path = '', anchor] = target.split('#')
  const found = path === '' ? file : join(dirname(file), decodeURIComponent(path))
  if (!existsSync(join(root, found))) return true
  if (!anchor || !found.endsWith('.md')) return false
  return !anchorsIn(readFileSync(join(root, found), 'utf8')).includes(anchor)
}

describe('links of the Markdown files', () => {
  it.each(markdownFiles())('%s', (file) => {
    const dead = linksIn(readFileSync(join(root, file), 'utf8')).filter((target) => isDead(file, target))

    expect(dead).toEqual([])
  })

  it('a dead file and a dead heading are noticed', () => {
    expect(linksIn('[a](b.md) `[c](d.md)` [e](docs/map.md#nowhere)')).toEqual(['b.md', 'docs/map.md#nowhere'])
    expect(isDead('README.md', 'b.md')).toBe(true)
    expect(isDead('README.md', 'docs/map.md#nowhere')).toBe(true)
    expect(isDead('README.md', 'docs/map.md#the-map')).toBe(false)
  })
})
