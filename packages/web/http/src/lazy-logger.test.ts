import Fastify from 'fastify'
import { expect, it, vi } from 'vitest'
import { lazyLogger } from './lazy-logger.ts'

/** One request to a server that logs as a shop does; the lines that were written, and how often a logger was made. */
async function ask(level: string) {
  const lines: Record<string, unknown>[] = []
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) }
  const app = Fastify({
    logger: { level, stream, redact: ['password'] },
    childLoggerFactory: lazyLogger,
    genReqId: () => 'request-1',
  })
  const makes = vi.spyOn(app.log, 'child')
  app.get('/', async ({ log }) => {
    log.warn({ password: 'secret' }, 'careful')
    log.child({ part: 'cart' }).warn('deeper')
    return 'done'
  })
  app.get('/quiet', async () => 'done')
  await app.inject('/quiet')
  const madeWhileQuiet = makes.mock.calls.length
  await app.inject('/')
  return { lines, madeWhileQuiet }
}

it('makes no logger for a request that has nothing to write', async () => {
  expect((await ask('warn')).madeWhileQuiet).toBe(0)
})

it('writes with the id of the request, what is secret hidden, and so do its children', async () => {
  const { lines } = await ask('warn')

  expect(lines).toEqual([
    expect.objectContaining({ reqId: 'request-1', msg: 'careful', password: '[Redacted]' }),
    expect.objectContaining({ reqId: 'request-1', msg: 'deeper', part: 'cart' }),
  ])
})

it('writes the lines of every request where the level asks for them', async () => {
  const { lines } = await ask('info')

  expect(lines.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['incoming request', 'request completed']),
  )
})
