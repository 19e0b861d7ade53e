import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'

export const secretsAwayAtStart: Experiment = {
  async after(_shop, { startAlone, secretsLink }) {
    secretsLink.cut()
    await using instance = await startAlone({ name: 'no-secrets' })
    const readiness = async () => {
      const answer = await fetch(`${instance.url}/readyz`)
      return [answer.status, await answer.text()]
    }
    const whileAway = await readiness().finally(secretsLink.mend)

    expect(whileAway).toEqual([503, 'not ready: waiting for the secrets service'])
    await expect.poll(() => readiness().catch(() => []), { timeout: 30_000 }).toEqual([200, 'ready'])
    expect((await fetch(`${instance.url}/api/products`)).status).toBe(200)
  },
}
