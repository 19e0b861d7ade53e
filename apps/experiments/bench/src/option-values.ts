import { InvalidArgumentError } from 'commander'

/** Reads a whole number of an option; what it throws, commander shows as the mistake of the person. */
export const between = (min: number, max: number) => (text: string) => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new InvalidArgumentError(`A whole number from ${min} to ${max}.`)
  return value
}

/** Reads names with commas between them, each of which must be one of `all`. */
export const someOf =
  <Name extends string>(all: readonly Name[]) =>
  (text: string) => {
    const names = text.split(',') as Name[]
    const unknown = names.find((name) => !all.includes(name))
    if (unknown) throw new InvalidArgumentError(`"${unknown}" is none of ${all.join(', ')}.`)
    return names
  }
