import { keyName, type Node } from './ast.ts'

/** `private store: CartStore` as a field or as a parameter of the constructor. */
export function fieldDeclarations(owner: Node, name: string): Node[] {
  return owner.body.body.flatMap((member: Node) => {
    if (member.type === 'PropertyDefinition') return keyName(member) === name ? [member] : []
    if (member.kind !== 'constructor') return []
    return member.value.params.flatMap((param: Node) =>
      param.type === 'TSParameterProperty' && param.parameter.name === name ? [param.parameter] : [],
    )
  })
}

/** `Item[]`, `Map<…>`, `Record<…>`: something that is filled. */
export function isContainerType(declared: Node | undefined): boolean {
  const type = declared?.typeAnnotation?.typeAnnotation
  if (type?.type === 'TSArrayType') return true
  return /^(Array|Map|Set|Record)$/.test(typeName(type) ?? '')
}

/** The name of a class in a type: `Store`, `Store | undefined`. */
export function typeName(type: Node | undefined): string | undefined {
  if (type?.type === 'TSTypeReference') return type.typeName?.name
  return type?.type === 'TSUnionType' ? type.types.map(typeName).find(Boolean) : undefined
}
