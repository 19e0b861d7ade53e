import { readFileSync } from 'node:fs'
import type { TProperties } from 'typebox'
import { SettingsSchema } from '../config.ts'

/** `NAME=value  # comment`, or the same behind a `# ` for what has no default that could stand there. */
const setting = /^(?<comment># )?(?<name>[A-Z][A-Z0-9_]+)=(?<value>\S*)/

/** The settings that a `.env.example` shows: name → value, `undefined` for one that is commented out. */
export function readEnvExample(file: URL): Readonly<Record<string, string | undefined>> {
  const found = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => setting.exec(line)?.groups)
    .filter((groups) => groups !== undefined)
  const names = found.map(({ name }) => name)
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  if (twice.length > 0) throw new Error(`${file.pathname} shows ${twice.join(', ')} twice`)
  return Object.fromEntries(
    found.map(({ name, value = '', comment }) => [name, comment === undefined ? value : undefined]),
  )
}

/** What it should show, for a shop with these settings of its own; `shown` decides what is commented out. */
export function expectedEnvExample(
  own: TProperties,
  shown: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const schemas = Object.entries({ ...SettingsSchema.properties, ...own })
  return Object.fromEntries(
    schemas.map(([name, schema]) => {
      const isCommentedOut = name in shown && shown[name] === undefined
      return [name, isCommentedOut ? undefined : String((schema as { default?: unknown }).default ?? '')]
    }),
  )
}
