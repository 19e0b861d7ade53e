import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isMember,
  type Node,
  unwrap,
} from '../model/ast.ts'
import type { Binding } from '../model/bindings.ts'
import type { Mutation } from '../model/flow.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { classOfThis } from '../model/this.ts'
import { isLazy } from './lazy.ts'
import { natureOf } from './nature.ts'

/** `templates[name] ??= compile(readFileSync(name))`: the same for ever on every instance. */
export function isMemoOfConstant(program: Program, { node, value, kind }: Mutation, name: string): boolean {
  if (!value || kind === 'increment' || kind === 'remove') return false
  // A list is added to; a memo is filled under a key.
  if (kind === 'add' && calledName(node) !== 'set') return false
  if (isReadFromFile(program, value)) return true
  if (!isLazy(node, name) && !readsBefore(node, name, program)) return false
  return isConstantWork(program, value)
}

const constantWork =
  /^(global:(RegExp|Intl\.\w+|Function|URL|TextEncoder|TextDecoder)(#new|\(\))|(fs|fs-extra|fs\/promises)\.(readFileSync|readFile|promises\.readFile|readdirSync|existsSync|statSync)\(\)|(pug|ejs|handlebars|nunjucks|mustache|jade)\..*|ajv.*|path\..*)/
function isConstantWork(program: Program, value: Node, step = 0): boolean {
  if (step > 20) return false
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
    if (isDigestOfFile(program, inner) || (isCall(value) && isPure(program, value))) return true
    return (
      inner.type === 'NewExpression' && natureOf(program, inner) === 'handle' && !keepsNews(program, inner)
    )
  }
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  if (binding && binding.kind !== 'param' && isWorkOfPackage(program, binding)) return true
  if (!binding || binding.kind === 'param' || binding.path.length > 0) return false
  // `let f = memo.get(key)`, then `if (!f) f = new Intl.NumberFormat(key)`
  const made = writesOf(binding).filter(
    (write) => !/^(get|find)$/.test(isCall(write) ? (calledName(write) ?? '') : ''),
  )
  return (
    made.length > 0 &&
    made.every((write) => !isMember(unwrap(write)) && isConstantWork(program, write, step + 1))
  )
}

const writesOf = ({ init, refs }: Binding): Node[] =>
  [init, ...refs.map((ref) => (ref.parent?.left === ref ? ref.parent.right : undefined))].filter(
    (value): value is Node => Boolean(value),
  )

/** A package made it of what it was given, without waiting for anybody: a tokenizer, a parsed schema. */
function isWorkOfPackage(program: Program, binding: Binding): boolean {
  const made = writesOf(binding)
  return (
    binding.path.length === 0 &&
    made.length > 0 &&
    made.every((value) => isCall(value) && isPure(program, value))
  )
}

function isPure(program: Program, call: Node): boolean {
  const names = namesOf(program.trace(call))
  return (
    names.length > 0 &&
    names.every(
      (name) =>
        !/^global:|^(fs|child_process|crypto|uuid|nanoid|sqlite|better-sqlite3|knex|mongoose|redis|ioredis|axios)/.test(
          name,
        ),
    )
  )
}

/** A file of the app is the same on every instance; what requests write to files is reported where they do. */
function isReadFromFile(program: Program, value: Node): boolean {
  const inner = unwrap(value)
  const made = inner.type === 'Identifier' ? program.bindingOf(inner)?.init : inner
  return (
    isCall(made) &&
    /^fs(-extra|\/promises|\.promises)?\.(readFileSync|readFile)\(\)/.test(
      namesOf(program.trace(made))[0] ?? '',
    )
  )
}

/** `createHash('md5').update(readFileSync(file)).digest('hex')` */
function isDigestOfFile(program: Program, call: Node): boolean {
  const text = program.moduleOf(call).source.slice(call.start, call.end)
  return /\bcreateHash\(/.test(text) && /\breadFile(Sync)?\(/.test(text)
}

/** The function looks the name up before it fills it. */
export function readsBefore(node: Node, name: string, program: Program): boolean {
  const fn = enclosingFunction(node)
  if (!fn) return false
  // What is far above says little, and a long function would be read anew for each of its lines.
  const before = program.moduleOf(node).source.slice(Math.max(fn.start, node.start - 4000), node.start)
  const own = name.replace(/[^\w]/g, '')
  return new RegExp(
    `\\b${own}\\s*(\\[|\\?\\.|\\.(get|has|find\\w*)\\b|\\.\\w+\\b(?!\\())|\\bin (this\\.#?)?${own}\\b|hasOwn`,
  ).test(before)
}

/** An instance of a class whose methods change its fields: `rooms.set(id, new Room())`. */
const keepsNews = (program: Program, made: Node): boolean =>
  program
    .trace(made)
    .some((value) => value.kind === 'instance' && value.node === made && changesItself(program, value.of))

const changesItself = (program: Program, owner: Node): boolean =>
  program.moduleOf(owner).members.some(({ object, parent, ...member }) => {
    if (object.type !== 'ThisExpression' || classOfThis(object) !== owner) return false
    const isChanged =
      parent?.type === 'UpdateExpression' ||
      (parent?.type === 'AssignmentExpression' && parent.left.start === member.start)
    return isChanged && enclosingFunction(object)?.parent?.kind !== 'constructor'
  })
