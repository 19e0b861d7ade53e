/** Short runs of the real thing. What may be lost there by chance is lost by `pnpm chaos --minutes 30` for sure. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHistory } from '@unsticky/continuity'
import { describe, expect, it } from 'vitest'
import { runChaos } from './run-chaos.ts'

const never = new AbortController().signal

async function shortRun({
  seconds,
  ...options
}: Partial<Parameters<typeof runChaos>[0]> & { seconds: number }) {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-chaos-'))
  const log: string[] = []
  const common = { seed: 7, shoppers: 6, instances: 3, directory, signal: never }
  const result = await runChaos({ ...common, seconds, log: (line) => log.push(line), ...options })
  const history = parseHistory(readFileSync(join(directory, 'history.jsonl'), 'utf8'))
  rmSync(directory, { recursive: true })
  return { result, history, log }
}

describe('chaos', { timeout: 240_000 }, () => {
  it('loses and doubles nothing that was acknowledged, and keeps the histories', async () => {
    const { result, history } = await shortRun({ seconds: 45 })

    expect(result?.claims.filter(({ holds }) => !holds)).toEqual([])
    expect(result?.faults).toMatchObject({ 'balancer restarted': 1, 'cart store slow': 1 })
    const acknowledged = history.filter(({ type, f }) => type === 'ok' && f === 'checkout')
    expect(acknowledged.length).toBeGreaterThan(0)
  })

  it('finds what a shop loses whose carts are in the session', async () => {
    const settings = { SHOP_CART_STORE: 'session' }

    const { result } = await shortRun({ seconds: 25, shoppers: 10, settings })

    expect(result?.ok).toBe(false)
    const failed = result?.claims.filter(({ holds }) => !holds).map(({ claim }) => claim.split(':')[0])
    expect(failed).toContain('carts lost')
  })

  it('stops soon and judges nothing when it is given up', async () => {
    const stop = new AbortController()
    const onProgress = () => stop.abort()

    const { result, log } = await shortRun({ seconds: 600, shoppers: 2, signal: stop.signal, onProgress })

    expect(result).toBeUndefined()
    expect(log).toEqual([])
  })
})
