import { isMember, memberName, type Node, unwrap } from './ast.ts'

/** What a framework hands to every handler; members of the same carrier mean the same thing in every module. */
export function carrier(node: Node): 'app' | 'request' | undefined {
  const object = unwrap(node)
  if (isMember(object))
    return /^(locals|app|server|state|context)$/.test(memberName(object) ?? '') && carrier(object.object)
      ? 'app'
      : undefined
  if (/^(app|fastify|server|instance)$/.test(object.name ?? '')) return 'app'
  return /^(_?req|request|ctx)$/.test(object.name ?? '') ? 'request' : undefined
}
