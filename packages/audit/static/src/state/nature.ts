import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isMember,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'

/** What kind of thing is put into a name: a handle (client, server, timer, function), a flag, nothing, or data. */
export type Nature = 'handle' | 'flag' | 'nothing' | 'data'

const handleCalls =
  /^(create|connect|open|init|initiali[sz]e|start|listen|build|make|setup|launch|spawn|fork|watch|compile|import|require|setInterval|setTimeout|setImmediate|bind|getConnection|db|collection|model|promisify|child|logger|pino|express|fastify|duplicate|acquire|register|bootstrap|instance|getInstance|resolve|inject|use|configure|subscribe|debug|schedule|pool|client|transport|parse[A-Z]?Schema|readFileSync|readdirSync|template|memoize|debounce|throttle|unref|on|once)(?=[A-Z_]|$)/
const handleNames =
  /^(_?client|_?conn|connection|_?db|database|server|httpServer|io|app|instance|redis|channel|pool|logger|transport|transporter|handler|callback|cb|fn|listener|resolve|reject|err|error|options|opts|config|settings|adapter|store|provider|driver|engine|promise|readyState)$/i
const handleSuffix =
  /[a-z](Handler|Controller|Client|Server|Manager|Service|Emitter|Provider|Factory|Adapter|Logger|Callback)$/
const isHandleName = (name: string) => handleNames.test(name) || handleSuffix.test(name)
const dataConstructors = /^global:(Map|Set|Array|Object|Date|WeakMap|WeakSet|String|Number)(#new|\(\))?/

/** `let x = x` leads nowhere, and neither does a longer ring. */
const maxSteps = 20

export function natureOf(program: Program, node: Node | undefined, step = 0): Nature {
  if (!node || step > maxSteps) return 'nothing'
  const inner = unwrap(node)
  if (inner.type === 'Identifier' && inner.name === 'undefined') return 'nothing'
  if (inner.type === 'Literal')
    return inner.value === null ? 'nothing' : typeof inner.value === 'boolean' ? 'flag' : 'data'
  if (inner.type === 'UnaryExpression' && inner.operator === '!') return 'flag'
  if (inner.type === 'UnaryExpression' && inner.operator === 'void') return 'nothing'
  if (isFunction(inner) || inner.type === 'ClassExpression' || inner.type === 'ImportExpression')
    return 'handle'
  if (inner.type === 'ConditionalExpression')
    return join(natureOf(program, inner.consequent, step + 1), natureOf(program, inner.alternate, step + 1))
  if (inner.type === 'LogicalExpression')
    return join(natureOf(program, inner.left, step + 1), natureOf(program, inner.right, step + 1))
  if (isCall(inner)) return ofCall(program, inner, step)
  if (inner.type === 'Identifier' && !/^(set|get)/.test(inner.name)) return ofIdentifier(program, inner, step)
  if (
    isMember(inner) &&
    (isHandleName(memberName(inner) ?? '') ||
      /^(options?|opts|config|settings|env)$/i.test(inner.object.name ?? ''))
  )
    return 'handle'
  return 'data'
}

function ofCall(program: Program, call: Node, step: number): Nature {
  if (call.type === 'NewExpression') {
    // A client made of what one request brought is that user's.
    if (isOfRequest(program, call)) return 'data'
    return namesOf(program.trace(call)).some((name) => dataConstructors.test(name)) ? 'data' : 'handle'
  }
  const name = calledName(call) ?? ''
  // `connect().then(…)` is as good as what was waited for.
  if (/^(then|catch|finally)$/.test(name) && isMember(call.callee))
    return natureOf(program, call.callee.object, step + 1)
  return handleCalls.test(name) ? 'handle' : 'data'
}

const isOfRequest = (program: Program, call: Node) =>
  (call.arguments as Node[]).some((argument) =>
    /\breq(uest)?\.(query|body|params)\b/.test(
      program.moduleOf(argument).source.slice(argument.start, argument.end),
    ),
  )

function ofIdentifier(program: Program, identifier: Node, step: number): Nature {
  const binding = program.bindingOf(identifier)
  if (binding?.kind === 'param') return isHandleName(identifier.name) ? 'handle' : 'data'
  if (binding?.kind === 'function' || binding?.kind === 'class' || binding?.kind === 'import') return 'handle'
  if (!binding?.init || binding.path.length > 0) return isHandleName(identifier.name) ? 'handle' : 'data'
  return natureOf(program, binding.init, step + 1)
}

const join = (a: Nature, b: Nature): Nature =>
  a === 'data' || b === 'data' ? 'data' : a === 'nothing' ? b : a

/** True for what starts as a list, a map or an object that can be filled. */
export function isContainer(program: Program, init: Node | undefined): boolean {
  if (!init) return false
  const inner = unwrap(init)
  if (/^(ArrayExpression|ObjectExpression)$/.test(inner.type)) return true
  if (inner.type === 'AssignmentExpression') return isContainer(program, inner.right)
  if (inner.type === 'LogicalExpression')
    return isContainer(program, inner.right) || isContainer(program, inner.left)
  if (inner.type === 'ConditionalExpression')
    return isContainer(program, inner.consequent) || isContainer(program, inner.alternate)
  if (inner.type === 'Identifier') return isGivenLiteral(program, inner)
  if (!isCall(inner)) return false
  if (isCopy(program, inner) || isMadeContainer(program, inner)) return true
  // `rows.reduce((all, row) => …, {})`
  if (isMember(inner.callee) && memberName(inner.callee) === 'reduce')
    return isContainer(program, inner.arguments[1])
  if (inner.callee.name === 'require' && isData(program, inner)) return true
  if (isOwnCollection(program, inner)) return true
  const names = namesOf(program.trace(inner))
  if (names.includes('global:Proxy#new')) return isContainer(program, inner.arguments[0])
  return names.some((name) =>
    /^(global:(Map|Set|Array|(Big)?(Ui|I)nt\d+(Clamped)?Array|Float\d+Array)(#new|\(\))|global:Object\.(create|fromEntries|assign)\(\)|global:Array\.(from|of)\(\)|global:JSON\.parse\(\)|global:structuredClone\(\)|denque#new|minisearch#new|flexsearch(\.\w+)?#new|graphology(\.\w+)?#new|.*\b(Queue|LinkedList|Deque|Heap|Trie|List|Collection)#new)$/.test(
      name,
    ),
  )
}

/** `samples.slice()`, `names.map(…)`: a list of its own. */
const isCopy = (program: Program, call: Node): boolean =>
  isMember(call.callee) &&
  /^(slice|map|filter|concat|fill|flat|flatMap|toSorted)$/.test(memberName(call.callee) ?? '') &&
  program
    .trace(call.callee.object)
    .some((value) => value.kind === 'node' && value.node.type === 'ArrayExpression')

/** `createSamples()`: a function that hands out a new list or object with every call. */
const isMadeContainer = (program: Program, call: Node): boolean =>
  call.type === 'CallExpression' &&
  program
    .trace(call)
    .some(
      (value) =>
        value.kind === 'node' && isFilledLiteral(value.node) && Boolean(enclosingFunction(value.node)),
    )

/** `new Wrapper([])`: the list has no other name than the parameter that it comes in by. */
const isGivenLiteral = (program: Program, identifier: Node): boolean =>
  program.bindingOf(identifier)?.kind === 'param' &&
  program
    .trace(identifier)
    .some((value) => value.kind === 'node' && isFilledLiteral(value.node) && isCall(value.node.parent))

/** `class Rooms extends Map { … }` */
const isOwnCollection = (program: Program, call: Node): boolean =>
  call.type === 'NewExpression' &&
  program
    .trace(call)
    .some((value) => value.kind === 'instance' && /^(Map|Set|Array)$/.test(value.of.superClass?.name ?? ''))

/** `require('./products.json')`, or `require('./products')` where no module of that name is there. */
function isData(program: Program, call: Node): boolean {
  const specifier = String(call.arguments[0]?.value ?? '')
  if (/\.json$/.test(specifier)) return true
  return /^\.{1,2}\//.test(specifier) && !program.resolve(program.moduleOf(call), specifier)
}

const isFilledLiteral = (node: Node) =>
  node.type === 'ArrayExpression' || (node.type === 'ObjectExpression' && node.properties.length === 0)
