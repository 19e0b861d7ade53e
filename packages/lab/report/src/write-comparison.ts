import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Comparison } from './build-comparison.ts'
import { comparisonPage } from './html/page.ts'
import { toMarkdown } from './text-tables.ts'
import { assertCompareJson } from './validate.ts'

export interface WrittenComparison {
  readonly jsonFile: string
  readonly htmlFile: string
  readonly markdownFile: string
}

/** Writes compare.json, compare.html and compare.md into the directory, made if need be. Throws when the JSON breaks its schema. */
export async function writeComparison(directory: string, comparison: Comparison): Promise<WrittenComparison> {
  const { json } = comparison
  assertCompareJson(json)
  const [jsonFile, htmlFile, markdownFile] = [
    join(directory, 'compare.json'),
    join(directory, 'compare.html'),
    join(directory, 'compare.md'),
  ]
  await mkdir(directory, { recursive: true })
  await writeFile(jsonFile, `${JSON.stringify(json, null, 2)}\n`)
  await writeFile(htmlFile, comparisonPage(comparison))
  await writeFile(markdownFile, toMarkdown(json))
  return { jsonFile, htmlFile, markdownFile }
}
