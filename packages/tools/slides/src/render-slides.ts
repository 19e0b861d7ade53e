import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { renderBlocks } from './blocks.ts'
import { escapeHtml } from './inline.ts'

const asset = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8').trim()

/** The whole page, from the text of the slides. */
export function renderSlides(file: string): string {
  const slides = splitSlides(readFileSync(file, 'utf8'))
  const sections = slides.map((lines, index) => {
    const label = `Slide ${index + 1} of ${slides.length}`
    return `<section id="${index + 1}" aria-label="${label}">\n${renderBlocks(lines, dirname(file))}\n<footer>${index + 1} / ${slides.length}</footer>\n</section>`
  })
  return `<!doctype html>
<!-- Made from slides.md by \`pnpm slides\`. Change that file, not this one. -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(titleOf(slides))}</title>
<style>
${asset('page.css')}
</style>
</head>
<body>
<main>
${sections.join('\n')}
</main>
<script>
${asset('page.js')}
</script>
</body>
</html>
`
}

/** A line of three dashes ends a slide, but not inside a block of code. */
function splitSlides(text: string): readonly (readonly string[])[] {
  const slides: string[][] = [[]]
  let isCode = false
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('```')) isCode = !isCode
    if (line === '---' && !isCode) slides.push([])
    else slides.at(-1)?.push(line)
  }
  return slides
}

const titleOf = ([first]: readonly (readonly string[])[]) =>
  first?.find((line) => line.startsWith('# '))?.slice(2) ?? 'Slides'
