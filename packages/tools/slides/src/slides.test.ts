import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { renderSlides } from './render-slides.ts'
import { slidesFile, slidesText } from './where.ts'

describe("the workshop's slides", () => {
  const page = readFileSync(slidesFile, 'utf8')

  it('are what their text and the docs say now; if not, run `pnpm slides`', () => {
    expect(page === renderSlides(fileURLToPath(slidesText)), 'docs/workshop/slides.html is current').toBe(
      true,
    )
  })

  it('show pictures and lead to pages that are there, and need no network', () => {
    const sources = [...page.matchAll(/<img src="([^"]+)"/g)].map(([, source = '']) => source)

    expect(sources.length).toBeGreaterThan(3)
    for (const source of sources) expect(existsSync(new URL(source, slidesFile)), source).toBe(true)
    const links = [...page.matchAll(/<a href="([^"]+)"/g)].map(([, link = '']) => link)
    for (const link of links) expect(existsSync(new URL(link, slidesFile)), link).toBe(true)
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
  })

  it('have a title each', () => {
    const sections = page.split('<section').slice(1)

    expect(sections.filter((section) => !/<h[12]>/.test(section))).toEqual([])
  })
})

describe('the text of a slide', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unsticky-slides-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  writeFileSync(
    join(folder, 'page.md'),
    '# Page\n\n| a |\n| - |\n| 1 |\n\n## Code\n\n```sh\nls <b>\n```\n\n| b |\n| - |\n| 2 |\n',
  )

  it.each([
    ['# Title', '<h1>Title</h1>'],
    ['- one\n- `two`\n  goes on', '<ul><li>one</li><li><code>two</code> goes on</li></ul>'],
    ['1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
    ['One line\nand **the next**', '<p>One line and <strong>the next</strong></p>'],
    ['```\na --- <b>\n```', '<pre>a --- &lt;b&gt;</pre>'],
    ['![A "picture"](x.png)', '<img src="x.png" alt="A &quot;picture&quot;">'],
    ['> Say\n> this', '<div class="notes">Say this</div>'],
    ['@code page.md Code', '<pre>ls &lt;b&gt;</pre>'],
    ['@table page.md', '<tbody><tr><td>1</td></tr></tbody>'],
    ['@table page.md Code', '<tbody><tr><td>2</td></tr></tbody>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ])('%j becomes HTML', (text, html) => {
    expect(render(text)).toContain(html)
  })

  it('is split by lines of dashes, outside of code', () => {
    expect(render('# One\n---\n# Two\n```\n---\n```').match(/<section/g)).toHaveLength(2)
  })

  it.each([
    ['@table nothing.md', 'nothing.md'],
    ['@table page.md Nowhere', 'page.md has no heading "Nowhere"'],
    ['@film page.md', 'Not a thing that can be taken over'],
    ['![](x.png)', 'A picture needs words'],
    ['```\nno end', 'A block of code has no end'],
  ])('%j is refused with a reason', (text, reason) => {
    expect(() => render(text)).toThrow(reason)
  })

  function render(text: string) {
    const file = join(folder, 'slides.md')
    writeFileSync(file, text)
    return renderSlides(file)
  }
})
