import { extname } from 'node:path'
import { parseSync } from 'oxc-parser'
import type { Node } from './ast.ts'
import { bind } from './bind.ts'
import { collectExports } from './exports.ts'
import { createLineCounter, type Module } from './module.ts'

/** Thrown for a file that cannot be read as JavaScript or TypeScript. */
export class ParseFailure extends Error {
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

interface ParseModuleOptions {
  readonly file: string
  readonly absolute: string
  readonly source: string
}

/** Parses one file and finds its names. Throws `ParseFailure`, or `RangeError` where the nesting is too deep. */
export function parseModule({ file, absolute, source }: ParseModuleOptions): Module {
  const lineOf = createLineCounter(source)
  const { program, comments } = parse(file, source, lineOf)
  const module: Module = {
    file,
    absolute,
    source,
    program,
    comments,
    bindings: [],
    topNames: new Map(),
    bindingOf: new Map(),
    calls: [],
    functions: [],
    classes: [],
    members: [],
    dynamicImports: [],
    assignments: [],
    unbound: [],
    exports: new Map(),
    reexportsAll: [],
    specifiers: new Set(),
    lineOf,
  }
  bind(module)
  collectExports(module)
  return module
}

function parse(file: string, source: string, lineOf: (offset: number) => number) {
  const lang = languageOf(file)
  const attempts =
    lang === 'jsx' ? (['jsx', 'tsx'] as const) : lang === 'ts' ? (['ts', 'tsx'] as const) : [lang]
  let failure: ParseFailure | undefined
  for (const attempt of attempts) {
    const options = { lang: attempt, sourceType: 'unambiguous', preserveParens: false } as const
    const result = parseSync(file, source, options)
    const error = result.errors.find(({ severity }) => String(severity) === 'Error')
    const program = result.program as unknown as Node
    // A tree with recoverable errors (a duplicate declaration, a stray return) is as good as any for us.
    if (!error || program.body.length > 0) return { program, comments: result.comments }
    failure ??= new ParseFailure(error.message, lineOf(error.labels[0]?.start ?? 0))
  }
  throw failure ?? new ParseFailure('nothing to read', 1)
}

function languageOf(file: string): 'jsx' | 'ts' | 'tsx' {
  const extension = extname(file)
  if (extension === '.tsx') return 'tsx'
  return /^\.[cm]?ts$/.test(extension) ? 'ts' : 'jsx'
}
