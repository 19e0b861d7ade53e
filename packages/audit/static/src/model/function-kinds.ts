import { enclosingFunction, isClass, isFunction, isMember, memberName, type Node, unwrap } from './ast.ts'
import { type Binding, namesIn } from './bindings.ts'
import type { Module } from './module.ts'
import { registrars, takesRequest } from './phase-names.ts'
import { returnedBy } from './returned.ts'
import { callOf } from './uses.ts'

const streamEvents = /^(end|data|finish|readable|pause|resume|limit|drain)$/

/** What a function is for, by its shape: a plug-in that registers routes, a factory that hands out functions. */
export function createFunctionKinds({ moduleOf }: { moduleOf(node: Node): Module }) {
  return { isPlugin, isBootStep, isFactory }

  /** `(ctx, next) => { ctx.app.post('/cart', …) }`: registers a path, so it runs while the process starts. */
  function isBootStep(fn: Node): boolean {
    return paramsOf(fn).some((binding) => binding?.refs.some((ref) => registersPath(ref, fn)))
  }

  function registersPath(ref: Node, fn: Node): boolean {
    const member = ref.parent
    if (!isMember(member) || !isMember(member.parent) || enclosingFunction(ref) !== fn) return false
    const call = callOf(member.parent)
    const [path, handler] = call?.arguments ?? []
    return (
      /^(get|post|put|patch|delete|all|use)$/.test(memberName(member.parent) ?? '') &&
      /^\//.test(String(path?.value ?? '')) &&
      handler !== undefined &&
      isRegistered(handler)
    )
  }

  function paramsOf(fn: Node): (Binding | undefined)[] {
    return fn.params.flatMap((param: Node) =>
      [...namesIn(param)].map(({ node }) => moduleOf(fn).bindingOf.get(node)),
    )
  }

  /** `(app) => { app.get('/', …) }`, `(name, { app }) => …`, `(opts) => { opts.app.get('/', …) }`: registers routes on what it is given. */
  function isPlugin(fn: Node): boolean {
    if (takesRequest(fn)) return false
    return paramsOf(fn).some((binding) => binding?.refs.some((ref) => registersOn(ref, fn)))
  }

  function registersOn(ref: Node, fn: Node): boolean {
    let member = ref.parent
    if (!isMember(member) || member.object !== ref || enclosingFunction(ref) !== fn) return false
    if (isMember(member.parent) && member.parent.object === member) member = member.parent
    const call = callOf(member)
    const name = memberName(member) ?? ''
    if (!call || !registrars.has(name) || !call.arguments.some(isRegistered)) return false
    // `file.on('end', …)`: a stream, no app.
    if (name === 'on' && streamEvents.test(String(call.arguments[0]?.value ?? ''))) return false
    return !/^(get|delete|put|head|options)$/.test(name) || call.arguments.length > 1
  }

  function isRegistered(argument: Node) {
    return (
      isFunction(argument) ||
      /^(Identifier|MemberExpression|ArrayExpression|CallExpression|ObjectExpression)$/.test(
        unwrap(argument).type,
      )
    )
  }

  /** Hands out functions that remember: `() => { const seen = new Map(); return () => seen }`. */
  function isFactory(fn: Node): boolean {
    return returnedBy(fn).some((returned) => {
      const value = unwrap(returned)
      if (isFunction(value) || isClass(value)) return true
      if (value.type !== 'ObjectExpression') return false
      return value.properties.some(
        (property: Node) => isFunction(property.value) || refersToInner(property.value, fn),
      )
    })
  }

  function refersToInner(value: Node | undefined, fn: Node): boolean {
    if (value?.type !== 'Identifier') return false
    const init = moduleOf(fn).bindingOf.get(value)?.init
    return isFunction(init) && enclosingFunction(init) === fn
  }
}
