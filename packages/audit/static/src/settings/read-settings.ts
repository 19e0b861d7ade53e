import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { categories, severities } from '../finding.ts'
import { noSettings, type OwnLibrary, type Settings } from './settings.ts'

export const settingsFile = 'state-audit.json'

/** Thrown for a settings file that cannot be read; the message says what is wrong where. */
export class SettingsError extends Error {}

/** The settings of the folder; the empty ones where it has no file. */
export function readSettings(folder: string): Settings {
  const file = join(folder, settingsFile)
  return existsSync(file) ? parseSettings(readFileSync(file, 'utf8')) : noSettings
}

export function parseSettings(text: string): Settings {
  const input = asRecord(parse(text), 'the file')
  only(input, ['$schema', 'libraries', 'sharedStores', 'entryPoints'], 'the file')
  const points = asRecord(input.entryPoints ?? {}, 'entryPoints')
  only(points, ['calls', 'files'], 'entryPoints')
  return {
    libraries: asList(input.libraries, 'libraries').map(toLibrary),
    sharedStores: asTexts(input.sharedStores, 'sharedStores'),
    entryPoints: {
      calls: asTexts(points.calls, 'entryPoints.calls'),
      files: asTexts(points.files, 'entryPoints.files'),
    },
  }
}

function toLibrary(value: unknown, index: number): OwnLibrary {
  const place = `libraries[${index}]`
  const entry = asRecord(value, place)
  only(entry, ['package', 'call', 'category', 'severity', 'keeps', 'sharedBy', 'position'], place)
  const { call = '()', severity = 'breaks', position = 0 } = entry
  if (typeof entry.package !== 'string') throw wrong(`${place}.package`, 'the name of a package')
  if (typeof call !== 'string') throw wrong(`${place}.call`, 'such as "createCache()" or "new Cache"')
  if (!Number.isInteger(position)) throw wrong(`${place}.position`, 'the number of an argument, from 0')
  return {
    package: entry.package,
    call,
    category: oneOf(entry.category, categories, `${place}.category`),
    severity: oneOf(severity, severities, `${place}.severity`),
    keeps: typeof entry.keeps === 'string' ? entry.keeps : 'What it is given',
    sharedBy: asTexts(entry.sharedBy, `${place}.sharedBy`),
    position: position as number,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new SettingsError(`${settingsFile} is no JSON: ${(cause as Error).message}`, { cause })
  }
}

function asRecord(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(place, 'an object')
  return value as Record<string, unknown>
}

function asList(value: unknown, place: string): readonly unknown[] {
  if (value !== undefined && !Array.isArray(value)) throw wrong(place, 'a list')
  return value ?? []
}

function asTexts(value: unknown, place: string): readonly string[] {
  const list = asList(value, place)
  if (!list.every((each) => typeof each === 'string')) throw wrong(place, 'a list of texts')
  return list as string[]
}

function oneOf<T extends string>(value: unknown, known: readonly T[], place: string): T {
  if (!known.includes(value as T)) throw wrong(place, `one of ${known.join(', ')}`)
  return value as T
}

/** A word that is written wrongly would otherwise be passed over in silence. */
function only(record: Record<string, unknown>, known: readonly string[], place: string) {
  const unknown = Object.keys(record).find((key) => !known.includes(key))
  if (unknown)
    throw new SettingsError(`${settingsFile}: ${place} knows no "${unknown}", only ${known.join(', ')}`)
}

const wrong = (place: string, wanted: string) =>
  new SettingsError(`${settingsFile}: ${place} has to be ${wanted}`)
