import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'

export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> }
  // biome-ignore lint/suspicious/noExplicitAny: Kubernetes' own shape, one for each kind
  readonly spec: any
  readonly data?: Readonly<Record<string, string>>
}

export const overlays = ['stateless', 'stateful'] as const

const run = promisify(execFile)
const folder = (overlay: string) => fileURLToPath(new URL(`../../k8s/${overlay}`, import.meta.url))
const programs = [
  ['kubectl', 'kustomize'],
  ['kustomize', 'build'],
] as const

/** The program that builds overlays here; `undefined` where there is neither. */
export async function findKustomize(): Promise<readonly [string, string] | undefined> {
  for (const [program, command] of programs) {
    try {
      await run(program, [command, '--help'])
      return [program, command]
    } catch {}
  }
  return undefined
}

/** An overlay as it would be sent to the cluster. */
export async function renderOverlay(
  [program, command]: readonly [string, string],
  overlay: string,
): Promise<string> {
  return (await run(program, [command, folder(overlay)])).stdout
}

export const parseManifests = (text: string): readonly Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest)
