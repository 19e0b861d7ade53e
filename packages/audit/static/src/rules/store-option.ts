import type { Category, Severity } from '../finding.ts'
import { type Node, unwrap } from '../model/ast.ts'
import { environmentNameIn, guardOf } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import { textsOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { anyOption, isHandedIn, packageCalls } from './calls.ts'
import type { Draft } from './rule.ts'

/** A library that keeps its state in memory unless it is given a store. */
export interface StoreLibrary {
  readonly name: RegExp
  /** Options that name a shared store. */
  readonly options: readonly string[]
  /** Which argument holds the options; the first by default. */
  readonly position?: number
}

interface StoreRule {
  readonly libraries: readonly StoreLibrary[]
  readonly category: Category
  readonly severity: Severity
  readonly message: string
  /** Stores that are given but do not help, and why. */
  readonly localStores?: readonly {
    readonly name: RegExp
    readonly message: string
  }[]
}

/** Calls of the libraries without a store, with one only on some way, or with one that is local. */
export function* withoutStore(
  program: Program,
  { libraries, category, severity, message, localStores = [] }: StoreRule,
): Iterable<Draft> {
  for (const call of packageCalls(program)) {
    const library = libraries.find(({ name }) => name.test(call.name))
    if (!library) continue
    const options = call.arguments[library.position ?? 0]
    const store = anyOption(program, options, library.options)
    const [local] = store.values.flatMap((value) =>
      localStores
        .filter(({ name }) => isMadeBy(program, value, name))
        .map((found) => ({ ...found, guard: choiceOf(program, value) })),
    )
    const draft = {
      node: call.node,
      category,
      conditional: guardOf(program, call.node),
    }
    const isNamedMemory =
      store.values.length > 0 &&
      store.values.every((value) => textsOf(program, value).some((text) => /^(in-?)?memory$/i.test(text)))
    if (local) {
      const conditional = draft.conditional ?? local.guard ?? store.conditional
      yield {
        ...draft,
        severity: conditional || isOneOfSeveral(program, store.values, localStores) ? 'check' : severity,
        message: local.message,
        conditional,
        evidence: store.values,
      }
    } else if (store.given === 'no' || isNamedMemory)
      yield {
        ...draft,
        severity,
        message,
        evidence: options && options.type === 'Identifier' ? [options] : [],
      }
    else if (store.given === 'maybe') {
      yield {
        ...draft,
        severity: 'check',
        message,
        conditional: store.conditional ?? draft.conditional,
        evidence: store.values,
      }
    } else if (store.given === 'unknown' && !isHandedIn(program, options) && !isShared(program, options))
      yield { ...draft, severity: 'check', message }
  }
}

/** `if (db) store = new SharedStore() else store = new MemoryStore()`: a setting that has no name of the environment. */
const isOneOfSeveral = (
  program: Program,
  values: readonly Node[],
  localStores: NonNullable<StoreRule['localStores']>,
) =>
  values.some(
    (value) =>
      !namesOf(program.trace(value)).every((made) => localStores.some(({ name }) => name.test(made))),
  )

/** `process.env.X ? shared : local`, or a `let` that one branch fills with a shared one: the variable that chooses. */
function choiceOf(program: Program, value: Node, step = 0): string | undefined {
  if (step > 20) return undefined
  const inner = unwrap(value)
  if (inner.type === 'ConditionalExpression') return environmentNameIn(program, inner.test)
  if (inner.type === 'LogicalExpression') return environmentNameIn(program, inner.left)
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  if (!binding) return undefined
  if (binding.kind === 'const' && binding.init && binding.path.length === 0)
    return choiceOf(program, binding.init, step + 1)
  const writes = binding.refs.filter(
    (ref) => ref.parent?.type === 'AssignmentExpression' && ref.parent.left === ref,
  )
  return writes.map((write) => guardOf(program, write)).find(Boolean)
}

function isMadeBy(program: Program, value: Node, pattern: RegExp): boolean {
  const found = program.trace(value)
  if (namesOf(found).some((name) => pattern.test(name))) return true
  return found.some(
    (made) =>
      made.kind === 'instance' &&
      made.of.superClass &&
      namesOf(program.trace(made.of.superClass)).some((name) => pattern.test(`${name}#new`)) &&
      /MemoryStore/.test(pattern.source),
  )
}

/** `caching(redisStore, { … })`: what is handed in is the store. */
const isShared = (program: Program, options: Node | undefined) =>
  options !== undefined &&
  namesOf(program.trace(options)).some((name) =>
    /redis|valkey|memcache|mongo|dynamo|postgres|mysql/i.test(name),
  )
