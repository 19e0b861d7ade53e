/** `pnpm slides`: writes the workshop's slides, or says whether they are current. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { renderSlides } from './render-slides.ts'
import { slidesFile, slidesText } from './where.ts'

const command = new Command('slides')
  .description("Writes the workshop's slides, docs/workshop/slides.html, from slides.md beside it.")
  .option('--check', 'write nothing; exit code 1 when the page is not current')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()

const page = renderSlides(fileURLToPath(slidesText))
if (!command.opts<{ check?: boolean }>().check) {
  writeFileSync(slidesFile, page)
  console.log(`Written: ${fileURLToPath(slidesFile)}`)
} else if (readFileSync(slidesFile, 'utf8') !== page) {
  console.error('docs/workshop/slides.html is not current; run `pnpm slides`')
  process.exitCode = 1
}
