import { enclosingFunction, isFunction, isMethodValue, type Node, unwrap } from '../model/ast.ts'
import type { Binding } from '../model/bindings.ts'
import { isContainerType } from '../model/declared-types.ts'
import { mutationsOf } from '../model/flow.ts'
import { optionOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { isContainer } from './nature.ts'

/** Variables at the top of a module, and those that a function run at boot leaves to its inner functions. */
export function* cellsInNames(program: Program): Iterable<Cell> {
  for (const module of program.modules) {
    for (const binding of module.bindings) {
      const isDocument = isImportedJson(binding)
      if (!isDocument && (!/^(const|let|var|param)$/.test(binding.kind) || !mayKeep(program, binding)))
        continue
      const init = initOf(binding)
      const isKept =
        isDocument ||
        (isContainer(program, init) && !isLoadedSettings(binding, init)) ||
        (init !== undefined && isContainerType(binding.node))
      if (!isKept && (binding.kind === 'const' || binding.kind === 'param')) continue
      const scope = binding.scopeFunction
      const isUnclear = scope !== undefined && program.phaseOf(binding.node) === 'unknown'
      if (isUnclear && (isMethodValue(scope) || !program.isFactory(scope))) continue
      const mutations = mutationsOf(program, program.usesOf(binding)).filter(
        ({ node }) => !binding.scopeFunction || !program.isSameRun(node, binding.scopeFunction),
      )
      const cell = judge(program, {
        name: binding.name,
        node: declarationOf(binding),
        init,
        shape: isKept ? 'container' : 'value',
        mutations,
        uses: binding.refs,
        reads: program.usesOf(binding),
      })
      // Of a function that nobody is seen to call, a value that changes may be a piece of work; numbers given out are not.
      if (!cell || (isUnclear && !isKept && cell.category !== 'sequence')) continue
      yield binding.kind === 'param' ? { ...cell, made: callsWithDefault(program, binding) } : cell
    }
  }
}

/** `import products from './products.json'` */
const isImportedJson = ({ kind, init }: Binding) =>
  kind === 'import' && /\.json$/.test(String(init?.source?.value ?? ''))

/** `const config = await loadConfig()` */
const isLoadedSettings = ({ name }: Binding, init: Node | undefined) =>
  /(config|settings|options)$/i.test(name) && init !== undefined && unwrap(init).type === 'CallExpression'

function mayKeep(program: Program, binding: Binding): boolean {
  if (binding.path.length > 0 && binding.kind !== 'param') return false
  const { scopeFunction } = binding
  if (binding.kind === 'param')
    return (
      Boolean(initOf(binding)) && program.phaseOf(binding.node) !== 'request' && isLeftOut(program, binding)
    )
  if (isLoopVariable(binding.node)) return false
  if (!scopeFunction) return true
  return isCaptured(binding) && program.phaseOf(binding.node) !== 'request'
}

/** The default of a parameter: `({ entries = new Map() }) => …` is as good as a variable. */
function initOf(binding: Binding): Node | undefined {
  if (binding.kind !== 'param') return binding.init
  const { parent } = binding.node
  return parent?.type === 'AssignmentPattern' && parent.left === binding.node ? parent.right : undefined
}

/** The default counts where somebody calls without a value of their own, or where nobody is seen to call. */
function isLeftOut(program: Program, binding: Binding): boolean {
  const sites = binding.scopeFunction ? program.callSitesOf(binding.scopeFunction) : []
  return sites.length === 0 || callsWithDefault(program, binding).length > 0
}

function callsWithDefault(program: Program, { scopeFunction, path }: Binding): Node[] {
  const [position = '0', name] = path
  return (scopeFunction ? program.callSitesOf(scopeFunction) : []).filter((call) => {
    const argument = call.arguments[Number(position)]
    return argument === undefined || (name !== undefined && optionOf(program, argument, name).given === 'no')
  })
}

const isCaptured = (binding: Binding) =>
  binding.refs.some((ref) => enclosingFunction(ref) !== binding.scopeFunction)

function isLoopVariable(node: Node) {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'VariableDeclaration') return /^For/.test(at.parent?.type ?? '') && at.parent?.body !== at
  }
  return false
}

/** The declarator, so that of `let a, b` each has its line. */
function declarationOf({ node }: Binding): Node {
  const { parent } = node
  if (parent?.type !== 'VariableDeclarator') return node
  return parent.parent?.declarations.length === 1 ? parent.parent : parent
}
