import type { EditableTemplate } from './emulated-aws.ts'

/** What the CloudFormation of MiniStack 1.5 does not know, tried type by type. `reduce-template.test.ts` counts what is left. */
const refused = new Set([
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::CloudFront::VpcOrigin',
  'AWS::EC2::FlowLog',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::MemoryDB::ACL',
  'AWS::MemoryDB::Cluster',
  'AWS::MemoryDB::SubnetGroup',
  'AWS::MemoryDB::User',
])

/** The template without refused resources; what asked for one of them is told "left-out". */
export function reduceTemplate({ Resources, ...rest }: EditableTemplate): EditableTemplate {
  const kept = Object.entries(Resources).filter(([, { Type }]) => !refused.has(Type))
  const isLeftOut = (id: unknown) =>
    typeof id === 'string' && id in Resources && refused.has(Resources[id]?.Type ?? '')
  const reduced = Object.fromEntries(
    kept.map(([id, resource]) => [id, { ...resource, ...dependenciesOf(resource.DependsOn, isLeftOut) }]),
  )
  return replaceReferences({ ...rest, Resources: reduced }, isLeftOut) as EditableTemplate
}

function dependenciesOf(dependsOn: string | string[] | undefined, isLeftOut: (id: unknown) => boolean) {
  if (dependsOn === undefined) return {}
  return { DependsOn: [dependsOn].flat().filter((id) => !isLeftOut(id)) }
}

function replaceReferences(value: unknown, isLeftOut: (id: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => replaceReferences(inner, isLeftOut))
  if (typeof value !== 'object' || value === null) return value
  const reference = value as { Ref?: string; 'Fn::GetAtt'?: string[] }
  if (isLeftOut(reference.Ref) || isLeftOut(reference['Fn::GetAtt']?.[0])) return 'left-out'
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, replaceReferences(inner, isLeftOut)]),
  )
}
