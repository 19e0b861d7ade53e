import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ensureTools } from '@unsticky/local-cloud'
import { describe, expect, it } from 'vitest'
import { startFleet } from './fleet.ts'
import { send } from './testing/send.ts'
import { startTestFleet, testProgram } from './testing/start-test-fleet.ts'

const balancer = { routing: 'round-robin', failureHandling: 'resilient' } as const

describe('a fleet', () => {
  it('tells its instances the address that shoppers use', async () => {
    const { envoy } = await ensureTools(['envoy'])
    const seen: unknown[] = []
    await using fleet = await startFleet({
      name: 'told',
      instances: 1,
      program: {
        entry: testProgram,
        env: (context) => {
          seen.push(context)
          return {}
        },
      },
      balancer,
      envoyPath: envoy.command,
    })

    expect(seen).toEqual([{ url: fleet.url, instanceId: fleet.instances[0]?.id }])
  })

  it('does not disturb a fleet beside it', async () => {
    await using one = await startTestFleet({ instances: 2 })
    const two = await startTestFleet({ instances: 2 })
    const idsOf = async (url: string) => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => send(url, '/work')))
      return new Set(answers.map(({ instanceId }) => instanceId))
    }

    const servedByTwo = await idsOf(two.url)
    await two.stop()

    expect(servedByTwo).toEqual(new Set(two.instances().map(({ id }) => id)))
    expect(await idsOf(one.url)).toEqual(new Set(one.instances().map(({ id }) => id)))
  })

  it('leaves nothing running when stopped', async () => {
    const fleet = await startTestFleet()

    await fleet.stop()

    expect(fleet.instances().filter(({ pid }) => isAlive(pid))).toEqual([])
    expect((await send(fleet.url, '/')).error).toBe('ECONNREFUSED')
  })

  it('lets its own process end when stopped', async () => {
    const parent = fork(fileURLToPath(new URL('./testing/parent.ts', import.meta.url)), ['stop'])
    await once(parent, 'message')

    // Waiting for a stopped balancer would keep it for 15 s.
    expect(await once(parent, 'exit', { signal: AbortSignal.timeout(10_000) })).toEqual([0, null])
  })

  it('leaves nothing running when its own process is killed', async () => {
    const parent = fork(fileURLToPath(new URL('./testing/parent.ts', import.meta.url)))
    const [{ url, pids }] = (await once(parent, 'message')) as [{ url: string; pids: number[] }]
    expect(pids.map(isAlive)).toEqual([true, true])

    parent.kill('SIGKILL')

    await expect.poll(() => pids.filter(isAlive), { timeout: 30_000 }).toEqual([])
    await expect.poll(async () => (await send(url, '/')).error).toBe('ECONNREFUSED')
  })

  it('does not start when its program ends at once, and says what the program said', async () => {
    const start = startTestFleet({ instances: 1, env: { PORT_IS_TAKEN: 'yes' } })

    await expect(start).rejects.toThrow(/exit code 7[\s\S]*the port is taken/)
  })

  it('does not start when Envoy refuses its configuration, and says what Envoy said', async () => {
    const { envoy } = await ensureTools(['envoy'])

    const start = startFleet({
      name: 'refused',
      instances: 1,
      program: { entry: testProgram },
      balancer: { ...balancer, port: 99_999 },
      envoyPath: envoy.command,
    })

    await expect(start).rejects.toThrow(/Envoy \(refused-balancer\) ended:[\s\S]*port/i)
  })

  it('knows only its own instances', async () => {
    await using fleet = await startTestFleet({ instances: 1 })

    await expect(fleet.kill('i-none')).rejects.toThrow('no instance i-none')
  })
})

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
