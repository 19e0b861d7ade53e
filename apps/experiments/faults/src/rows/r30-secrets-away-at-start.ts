import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'

export const secretsAwayAtStart: Experiment = {
  async after(_shop, { refusalOf, secretsLink }) {
    secretsLink.cut()
    const refusal = await refusalOf({ name: 'no-secrets' }).finally(secretsLink.mend)

    expect(refusal).toEqual({
      exitCode: 1,
      line: expect.stringMatching(
        /^The shop does not start: There are no cookie keys to start with: The secrets service does not answer/,
      ),
    })
  },
}
