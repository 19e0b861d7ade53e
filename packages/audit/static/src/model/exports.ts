import { isMember, memberName, type Node, unwrap } from './ast.ts'
import { namesIn } from './bindings.ts'
import type { ExportedValue, Module } from './module.ts'

/** Fills `module.exports`: ESM exports by name, and `module.exports` of CommonJS under the name `module.exports`. */
export function collectExports(module: Module) {
  const add = (name: string, value: ExportedValue) => {
    const known = module.exports.get(name)
    if (known) known.push(value)
    else module.exports.set(name, [value])
  }
  for (const statement of module.program.body as Node[]) addEsmExports(statement, { module, add })
  for (const assignment of module.assignments) addCommonJsExport(assignment, add)
}

type Add = (name: string, value: ExportedValue) => void

function addEsmExports(statement: Node, { module, add }: { module: Module; add: Add }) {
  if (statement.type === 'ExportAllDeclaration') {
    module.specifiers.add(statement.source.value)
    if (statement.exported)
      add(nameOf(statement.exported), { kind: 'from', specifier: statement.source.value, name: '*' })
    else module.reexportsAll.push(statement.source.value)
  }
  if (statement.type === 'ExportDefaultDeclaration')
    add('default', { kind: 'node', node: statement.declaration })
  if (statement.type === 'TSExportAssignment')
    add('module.exports', { kind: 'node', node: statement.expression })
  if (statement.type !== 'ExportNamedDeclaration') return
  const { declaration, source, specifiers } = statement
  if (source) module.specifiers.add(source.value)
  if (declaration?.type === 'VariableDeclaration') {
    for (const { id } of declaration.declarations) {
      for (const { node } of namesIn(id)) add(node.name, { kind: 'node', node })
    }
  } else if (declaration?.id?.name && /^(Function|Class|TSEnum)Declaration$/.test(declaration.type))
    add(declaration.id.name, { kind: 'node', node: declaration.id })
  for (const specifier of specifiers ?? []) {
    const name = nameOf(specifier.exported)
    if (source) add(name, { kind: 'from', specifier: source.value, name: nameOf(specifier.local) })
    else add(name, { kind: 'node', node: specifier.local })
  }
}

function addCommonJsExport(assignment: Node, add: Add) {
  if (assignment.type !== 'AssignmentExpression' || !isMember(assignment.left)) return
  const names = exportPath(assignment.left)
  if (!names || names.length > 1) return
  const value = { kind: 'node', node: unwrap(assignment.right) } as const
  add(names[0] ?? 'module.exports', value)
}

/** `module.exports` → [], `module.exports.a` and `exports.a` → ['a'], anything else → undefined. */
export function exportPath(node: Node): string[] | undefined {
  const { object } = node
  const name = memberName(node)
  if (name === undefined) return undefined
  if (object.type === 'Identifier' && object.name === 'module' && name === 'exports') return []
  if (object.type === 'Identifier' && object.name === 'exports') return [name]
  if (!isMember(object)) return undefined
  const outer = exportPath(object)
  return outer && [...outer, name]
}

const nameOf = (node: Node): string => node.name ?? String(node.value)
