import { parseArgs } from 'node:util'

export const usage = `Usage: pnpm test [--quick] [--only <package>] [--no-browser]

Runs everything: lint, types, boundaries, and the tests of every package on real servers.
The last line is "N passed, N failed", with ", N skipped" where tests were skipped.

  --quick            lint, types, boundaries and the tests that start no fleet and no store; under two minutes
  --only <package>   lint, types and tests of one package: --only cart
  --no-browser       skips the tests in a browser, which install Chromium where there is none
  --help             this text`

export interface Arguments {
  readonly help?: boolean
  /** Full name of the one package to run. */
  readonly only?: string | undefined
  readonly isWithoutBrowser?: boolean
  /** Leaves out every suite that starts fleets or stores. */
  readonly isQuick?: boolean
  /** What is wrong with the arguments, for people. */
  readonly error?: string
}

export function readArguments(
  args: readonly string[],
  { packages }: { packages: readonly string[] },
): Arguments {
  try {
    const options = {
      help: { type: 'boolean', short: 'h' },
      only: { type: 'string' },
      quick: { type: 'boolean' },
      'no-browser': { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args: args.filter((arg) => arg !== '--'), options })
    if (values.help) return { help: true }
    const kind = {
      ...(values['no-browser'] && { isWithoutBrowser: true }),
      ...(values.quick && { isQuick: true }),
    }
    if (values.only === undefined) return kind
    const only = packages.find((name) => name === values.only || name === `@unsticky/${values.only}`)
    return only
      ? { only, ...kind }
      : { error: `There is no package "${values.only}". Packages: ${packages.join(', ')}` }
  } catch (error) {
    return { error: (error as Error).message }
  }
}
