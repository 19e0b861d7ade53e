import { calledName, isFunction, type Node } from '../model/ast.ts'
import { namesOf } from '../model/names.ts'
import { type OptionState, optionOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'

/** A call of something that comes from a package, however it was imported. */
export interface PackageCall {
  /** `express-session()`, `lru-cache.LRUCache#new`; `register @fastify/session` for a plug-in handed to a framework. */
  readonly name: string
  readonly node: Node
  readonly arguments: readonly Node[]
}

const stored = new WeakMap<Program, readonly PackageCall[]>()

/** Every call in the program whose callee comes from a package, and every plug-in given to `register` or `use`. */
export function packageCalls(program: Program): readonly PackageCall[] {
  const known = stored.get(program)
  if (known) return known
  const calls = program.modules.flatMap((module) => [
    ...module.calls.flatMap((call) => [...directCalls(program, call), ...registrations(program, call)]),
    ...autoloaded(program, module),
  ])
  stored.set(program, calls)
  return calls
}

function directCalls(program: Program, call: Node): PackageCall[] {
  const values = program.trace(call).filter((value) => value.kind === 'external' && value.node === call)
  return [...new Set(namesOf(values))].map((name) => ({ name, node: call, arguments: call.arguments }))
}

function registrations(program: Program, call: Node): PackageCall[] {
  if (!/^(register|use|plugin)$/.test(calledName(call) ?? '')) return []
  const [first, ...rest] = call.arguments
  if (!first || isFunction(first)) return []
  const plugins = first.type === 'ArrayExpression' ? first.elements.filter(Boolean) : [first]
  return plugins.flatMap((plugin: Node) => {
    // hapi: `{ plugin, options }`
    const inner = optionOf(program, plugin, 'plugin').values[0]
    const options = inner ? optionOf(program, plugin, 'options').values : rest
    const names = namesOf(program.trace(inner ?? plugin)).filter(
      (name) => !/\(\)|#new/.test(name) && !name.startsWith('global:'),
    )
    return names.map((name) => ({
      name: `register ${name}`,
      node: inner && plugins.length > 1 ? plugin : call,
      arguments: options,
    }))
  })
}

/** @fastify/autoload: a file that hands on a plug-in, with its options under `autoConfig`. */
function autoloaded(program: Program, module: Program['modules'][number]): PackageCall[] {
  const [whole] = module.exports.get('default') ?? module.exports.get('module.exports') ?? []
  if (whole?.kind !== 'node' || isFunction(whole.node)) return []
  const names = namesOf(program.trace(whole.node)).filter(
    (name) => !/\(\)|#new/.test(name) && !name.startsWith('global:'),
  )
  const [config] = module.exports.get('autoConfig') ?? []
  const options = config?.kind === 'node' ? config.node : undefined
  const node = (options && declarationOf(program, options)) ?? whole.node
  return names.map((name) => ({ name: `register ${name}`, node, arguments: options ? [options] : [] }))
}

function declarationOf(program: Program, node: Node): Node {
  const binding = program.moduleOf(node).bindingOf.get(node)
  return binding?.node.parent?.parent ?? binding?.init ?? node
}

/** The first of several options that is given. */
export function anyOption(
  program: Program,
  options: Node | undefined,
  names: readonly string[],
): OptionState {
  // Nest: what `useFactory` returns are the options.
  const made = optionOf(program, options, 'useFactory').values
  const states = names.flatMap((name) => [options, ...made].map((source) => optionOf(program, source, name)))
  const order = ['yes', 'maybe', 'unknown', 'no'] as const
  for (const given of order) {
    const state = states.find((candidate) => candidate.given === given)
    if (state) return state
  }
  return { given: 'no', values: [], conditional: undefined }
}

/** True where the options are a parameter that nobody in the program fills. */
export const isHandedIn = (program: Program, node: Node | undefined) =>
  Boolean(node) &&
  program.trace(node as Node).length > 0 &&
  program.trace(node as Node).every(({ kind }) => kind === 'param')
