import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { freePort } from './free-port.ts'

describe('free port', () => {
  it('can be listened on and is not one for outgoing connections', async () => {
    const port = await freePort()

    await using server = createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    expect(port).toBeLessThan(32_768)
  })
})
