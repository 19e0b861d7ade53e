import { UsageError } from '../../cli/arguments.ts'

/** KEY=value as a pair. Throws `UsageError`. */
export function pairOf(text: string): [string, string] {
  const equals = text.indexOf('=')
  if (equals < 1) throw new UsageError(`--env takes KEY=value, not ${text}`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}

/** A whole number within bounds. Throws `UsageError`. */
export function numberOf(
  option: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not ${text}`)
  return number
}
