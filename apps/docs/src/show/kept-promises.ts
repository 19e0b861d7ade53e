import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PromiseId, promiseIds, promises, type StepId } from '@unsticky/steps'
import { root } from '../root.ts'

/** What the kept run of `pnpm promises` saw: promise, step, sentence. Throws when the page holds no such cell. */
export function seenOf(promise: PromiseId, step: StepId): string {
  const found = kept().get(promise)?.get(step)
  if (!found) throw new Error(`docs/promises.md says nothing of "${promises[promise]}" in step ${step}`)
  return found
}

let read: ReadonlyMap<PromiseId, ReadonlyMap<string, string>> | undefined

function kept() {
  read ??= readPage(readFileSync(join(root, 'docs/promises.md'), 'utf8'))
  return read
}

function readPage(text: string) {
  const [, seenOnSteps = ''] = text.split(/^## What was seen$/m)
  const sections = seenOnSteps.split(/^## /m, 1)[0]?.split(/^### /m) ?? []
  return new Map(
    promiseIds.map((id) => {
      const section = sections.find((each) => each.startsWith(`${promises[id]}\n`)) ?? ''
      const rows = [...section.matchAll(/^\| (\w+) \| (.+) \|$/gm)].map(([, step, seen]) => [step, seen])
      return [id, new Map(rows as [string, string][])] as const
    }),
  )
}
