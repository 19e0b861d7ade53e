import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Comparison } from './build-comparison.ts'
import { comparisonPage } from './html/page.ts'
import { assertCompareJson } from './validate.ts'

export interface WrittenComparison {
  readonly jsonFile: string
  readonly htmlFile: string
}

/** Writes compare.json and compare.html into the directory, made if need be. Throws when the JSON breaks its schema. */
export async function writeComparison(directory: string, comparison: Comparison): Promise<WrittenComparison> {
  const { json } = comparison
  assertCompareJson(json)
  const [jsonFile, htmlFile] = [join(directory, 'compare.json'), join(directory, 'compare.html')]
  await mkdir(directory, { recursive: true })
  await writeFile(jsonFile, `${JSON.stringify(json, null, 2)}\n`)
  await writeFile(htmlFile, comparisonPage(comparison))
  return { jsonFile, htmlFile }
}
