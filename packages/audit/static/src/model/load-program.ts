import { join } from 'node:path'
import { readSource, UnreadableSource } from '../scan/read-source.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Module } from './module.ts'
import { ParseFailure, parseModule } from './parse-module.ts'
import { createProgram, type Program } from './program.ts'
import { createModuleResolver } from './resolve-module.ts'

/** A file that was there and is not in the program, with the reason. */
export interface SkippedFile {
  readonly file: string
  readonly reason: string
}

interface LoadOptions {
  /** Relative to `root`. */
  readonly files: readonly string[]
  readonly manifests: readonly string[]
  readonly root: string
  /** Told before each file, so that somebody outside knows where the parser died. */
  readonly onFile?: (file: string) => void
}

interface Loaded {
  readonly program: Program
  /** A program of some of the modules only. */
  readonly partOf: (modules: readonly Module[]) => Program
  readonly skipped: readonly SkippedFile[]
}

/** Parses the files and ties them together. A file that cannot be parsed is left out and named. */
export function loadProgram({ files, manifests, root, onFile }: LoadOptions): Loaded {
  const modules: Module[] = []
  const skipped: SkippedFile[] = []
  for (const file of files) {
    onFile?.(file)
    const absolute = join(root, file)
    try {
      const source = readSource(absolute)
      const module = parseModule({ file, absolute, source })
      modules.push(module)
    } catch (error) {
      skipped.push({ file, reason: reasonOf(error) })
    }
  }
  const settings = readSettings(root)
  const resolver = createModuleResolver({
    files: new Set(modules.map(({ absolute }) => absolute)),
    manifests: manifests.map((file) => join(root, file)),
    root,
  })
  const prismaOnSqlite = manifests.filter((file) => file.endsWith('.prisma') && isOnSqlite(join(root, file)))
  const partOf = (part: readonly Module[]) => createProgram(part, resolver, { prismaOnSqlite, settings })
  return { program: partOf(modules), partOf, skipped }
}

function isOnSqlite(schema: string): boolean {
  try {
    return /^\s*provider\s*=\s*"sqlite"/m.test(readSource(schema))
  } catch {
    return false
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ParseFailure) return `line ${error.line}: ${error.message}`
  if (error instanceof UnreadableSource) return error.message
  if (error instanceof RangeError) return 'nested too deeply'
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'EACCES' || code === 'EPERM' ? 'not allowed to read it' : (code ?? message)
}
