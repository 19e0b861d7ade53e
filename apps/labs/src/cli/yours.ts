/** `yours`: the page about an attendee's own app. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { workbench } from '../workbench/workbench.ts'
import { LookError, lookAtApp } from '../yours/look-at-app.ts'
import { toPage } from '../yours/page.ts'
import { UsageError } from './which-lab.ts'

interface Options {
  readonly start?: string
  readonly scenario?: string
  readonly out?: string
}

export async function yours(given: string, { start, scenario, out }: Options): Promise<void> {
  const folder = resolve(given)
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`There is no folder ${folder}`)
  if ((start === undefined) !== (scenario === undefined))
    throw new UsageError('The probe needs both: --start "<command>" and --scenario <file>')
  const probing = start && scenario ? { start, scenario: resolve(scenario) } : undefined
  const looked = await lookAtApp(folder, probing).catch((error) => {
    throw error instanceof LookError ? new UsageError(error.message) : error
  })
  const file = out ? resolve(out) : join(workbench(), 'yours.md')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, toPage(looked))
  const places = looked.found.length === 1 ? '1 piece' : `${looked.found.length} pieces`
  console.log(`${places} of state in ${looked.app}. The page: ${relative(process.cwd(), file) || file}`)
}
