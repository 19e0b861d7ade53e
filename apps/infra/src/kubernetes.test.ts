import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { shopPolicy } from '@unsticky/autoscale/policy'
import { allParts, shopParts } from '@unsticky/http'
import { ensureTools, silentLog } from '@unsticky/local-cloud'
import { loadConfig } from '@unsticky/shop-stateless/config'
import { beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import {
  findKustomize,
  type Manifest,
  overlays,
  parseManifests,
  renderOverlay,
} from './testing/render-overlay.ts'

const kustomize = await findKustomize()
if (!kustomize)
  console.log('The Kubernetes manifests are not checked here: neither kubectl nor kustomize is there.')

/** Of the schemas of Kubernetes itself, nothing beside them allowed. Rejects with what it finds. */
async function validate(manifests: readonly Manifest[]): Promise<void> {
  const { 'kubernetes-validate': tool } = await ensureTools(['kubernetes-validate'], { log: silentLog })
  await using folder = await mkdtempDisposable(join(tmpdir(), 'unsticky-k8s-'))
  const file = join(folder.path, 'manifests.yaml')
  // Gateway API is no part of Kubernetes, so no schema of it is there.
  const known = manifests.filter(({ apiVersion }) => !apiVersion.startsWith('gateway.'))
  writeFileSync(file, known.map((manifest) => stringify(manifest)).join('---\n'))
  const env = { ...process.env, ...tool.env }
  await promisify(execFile)(tool.command, [...tool.args, '--strict', file], { env }).catch((error) => {
    throw new Error(`${error.stdout}${error.stderr}`)
  })
}

describe.skipIf(!kustomize)('the Kubernetes manifests', () => {
  const rendered: Record<string, readonly Manifest[]> = {}
  beforeAll(async () => {
    for (const overlay of overlays)
      rendered[overlay] = parseManifests(await renderOverlay(kustomize as [string, string], overlay))
  })
  const of = (overlay: (typeof overlays)[number], kind: string) =>
    (rendered[overlay] ?? []).filter((manifest) => manifest.kind === kind)

  it.each(overlays)('are what Kubernetes takes: %s', async (overlay) => {
    await validate(rendered[overlay] ?? [])
  })

  it('would be found to have a field that Kubernetes does not know', async () => {
    const [first] = structuredClone(of('stateless', 'Deployment'))
    first?.spec.template.spec.containers.forEach((container: Record<string, unknown>) => {
      container.cpu = '1'
    })

    await expect(validate([first as Manifest])).rejects.toThrow('cpu')
  })

  it.each(overlays)('ask for no right that the restricted Pod Security refuses: %s', (overlay) => {
    const [namespace] = of(overlay, 'Namespace')
    expect(namespace?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' })
    for (const { spec } of of(overlay, 'Deployment')) {
      const pod = spec.template.spec
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      })
      expect(pod.automountServiceAccountToken).toBe(false)
      expect(pod.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
    }
  })

  it('run each part by itself, and every selector finds the pods of its own part', () => {
    const deployments = of('stateless', 'Deployment')
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual(
      allParts.map((part) => `shop-${part}`).sort(),
    )
    for (const part of allParts) {
      const named = (kind: string) =>
        of('stateless', kind).find(({ metadata }) => metadata.name === `shop-${part}`)?.spec
      const deployment = named('Deployment')
      const labels = deployment.template.metadata.labels
      const pod = deployment.template.spec
      expect(pod.containers[0].env).toContainEqual({ name: 'SHOP_PARTS', value: part })
      expect(deployment.selector.matchLabels).toEqual(labels)
      expect(named('Service').selector).toEqual(labels)
      expect(named('PodDisruptionBudget').selector.matchLabels).toEqual(labels)
      for (const { labelSelector } of pod.topologySpreadConstraints)
        expect(labelSelector.matchLabels).toEqual(labels)
      expect(named('HorizontalPodAutoscaler').scaleTargetRef.name).toBe(`shop-${part}`)
    }
  })

  it('lead each path to its part, and the private ones to none', () => {
    const rules = of('stateless', 'HTTPRoute')[0]?.spec.rules as {
      matches: { path: { value: string } }[]
      backendRefs?: { name: string }[]
    }[]
    const targets = new Map(
      rules.flatMap(({ matches, backendRefs }) =>
        matches.map(({ path }) => [path.value, backendRefs?.[0]?.name] as const),
      ),
    )

    for (const part of allParts)
      for (const path of shopParts[part]) expect(targets.get(path)).toBe(`shop-${part}`)
    for (const path of ['/livez', '/readyz', '/metrics']) {
      expect(targets.has(path)).toBe(true)
      expect(targets.get(path)).toBeUndefined()
    }
  })

  it.each(overlays)('let a pod drain before it closes, and close before it is killed: %s', (overlay) => {
    const settings = of(overlay, 'ConfigMap')[0]?.data ?? {}
    const [drain, grace] = [Number(settings.DRAIN_SECONDS), Number(settings.GRACE_SECONDS)]
    for (const { spec } of of(overlay, 'Deployment')) {
      const pod = spec.template.spec
      const { periodSeconds, failureThreshold, timeoutSeconds } = pod.containers[0].readinessProbe
      expect(drain).toBeGreaterThan(periodSeconds * failureThreshold + timeoutSeconds)
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(drain + grace)
      expect(spec.strategy.rollingUpdate.maxUnavailable).toBe(0)
    }
  })

  it('give the stateless shop settings that it starts with', () => {
    const [settings] = of('stateless', 'ConfigMap')

    expect(() => loadConfig({ ...settings?.data })).not.toThrow()
  })

  it('scale the stateless shop within the bounds of its policy, and the stateful one not at all', () => {
    for (const { spec } of of('stateless', 'HorizontalPodAutoscaler'))
      expect(spec).toMatchObject({ minReplicas: 2, maxReplicas: shopPolicy.maxCapacity })
    for (const { spec } of of('stateless', 'Deployment')) expect(spec.replicas).toBeUndefined()
    expect(of('stateful', 'HorizontalPodAutoscaler')).toEqual([])
  })

  it('keep a shopper of the stateful shop at one pod, and nobody else’s', () => {
    expect(of('stateful', 'Service')[0]?.spec.sessionAffinity).toBe('ClientIP')
    expect(of('stateful', 'HTTPRoute')[0]?.spec.rules.at(-1).sessionPersistence.type).toBe('Cookie')
    for (const { spec } of of('stateless', 'Service')) expect(spec.sessionAffinity).toBeUndefined()
    const [deployment] = of('stateful', 'Deployment')
    expect(deployment?.spec.template.spec.containers[0]).toMatchObject({
      command: ['node', 'apps/shop-stateful/src/server.ts'],
      volumeMounts: [{ name: 'disk', mountPath: of('stateful', 'ConfigMap')[0]?.data?.SHOP_FILES_DIRECTORY }],
    })
  })
})
