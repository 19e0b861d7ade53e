import { calledName, enclosingFunction, isCall, isFunction, type Node, unwrap } from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { isLazy } from './lazy.ts'
import { natureOf } from './nature.ts'

/** `templates[name] ??= compile(readFileSync(name))`: the same for ever on every instance. */
export function isMemoOfConstant(program: Program, { node, value, kind }: Mutation, name: string): boolean {
  if (!value || kind === 'increment' || kind === 'remove') return false
  if (!isLazy(node, name) && !readsBefore(node, name, program)) return false
  return isConstantWork(program, value)
}

const constantWork =
  /^(global:(RegExp|Intl\.\w+|Function|URL|TextEncoder|TextDecoder)(#new|\(\))|(fs|fs-extra|fs\/promises)\.(readFileSync|readFile|promises\.readFile|readdirSync|existsSync|statSync)\(\)|(pug|ejs|handlebars|nunjucks|mustache|jade)\..*|ajv.*|path\..*)/
function isConstantWork(program: Program, value: Node): boolean {
  const inner = unwrap(value)
  if (isFunction(inner)) return true
  if (isCall(inner)) {
    if (namesOf(program.trace(inner)).some((made) => constantWork.test(made))) return true
    if (
      /^(compile|compileFile|readFileSync|import|require|createElement|template|createLogger|getLogger|child|createClient|createConnection|createPool)$/.test(
        calledName(inner) ?? '',
      )
    )
      return true
    return inner.type === 'NewExpression' && natureOf(program, inner) === 'handle'
  }
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  return Boolean(binding?.init && binding.kind === 'const' && isConstantWork(program, binding.init))
}

/** The function looks the name up before it fills it. */
function readsBefore(node: Node, name: string, program: Program): boolean {
  const fn = enclosingFunction(node)
  if (!fn) return false
  const before = program.moduleOf(node).source.slice(fn.start, node.start)
  return new RegExp(`\\b${name.replace(/[^\w]/g, '')}\\b`).test(before)
}
