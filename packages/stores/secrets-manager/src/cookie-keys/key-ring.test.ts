import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyRing, type KeyVersion } from './key-ring.ts'

const settleMs = 70_000
const overlapMs = 3_600_000

/** A secret that is rotated, and instances that look at it at times of their own, with no clock in common. */
function openSecret() {
  let time = 0
  let count = 1
  const versions: { keys: readonly string[]; writtenAt: number }[] = [
    { keys: ['k1'], writtenAt: -10_000_000 },
  ]
  return { pass, rotate, startInstance, time: () => time }

  function pass(milliseconds: number) {
    time += milliseconds
  }

  function rotate({ keep = 9 } = {}) {
    count += 1
    const keys = [`k${count}`, ...(versions.at(-1)?.keys ?? [])].slice(0, keep)
    versions.push({ keys, writtenAt: time })
  }

  function versionOf(index: number): KeyVersion | undefined {
    const version = versions.at(index)
    return version && { keys: version.keys, ageMs: time - version.writtenAt }
  }

  function startInstance() {
    // Each process counts from a moment of its own.
    const birth = Math.random() * 1e9
    const ring = createKeyRing({ settleMs, overlapMs, elapsed: () => time + birth })
    let keys: readonly string[] = []
    look()
    return { look, keys: () => keys }

    function look() {
      keys = ring.see({ current: versionOf(-1) as KeyVersion, previous: versionOf(-2) })
    }
  }
}

describe('a key ring', () => {
  it('signs with a key only once it has settled by its own age, after two rotations 5 s apart', () => {
    const secret = openSecret()
    const instance = secret.startInstance()
    secret.rotate()
    instance.look()
    secret.pass(5_000)
    secret.rotate()
    instance.look()
    expect(instance.keys()).toEqual(['k1', 'k3', 'k2'])

    secret.pass(settleMs - 5_000)
    instance.look()
    expect(instance.keys()[0]).toBe('k2')
    secret.pass(5_000)
    instance.look()
    expect(instance.keys()).toEqual(['k3', 'k2', 'k1'])
  })

  it('signs with the oldest key in an instance that starts while no new one has settled', () => {
    const secret = openSecret()
    secret.rotate()
    secret.pass(5_000)
    secret.rotate()

    expect(secret.startInstance().keys()[0]).toBe('k1')
  })

  it('signs with the newest key in an instance that starts long after the rotation', () => {
    const secret = openSecret()
    secret.rotate()
    secret.pass(settleMs)

    expect(secret.startInstance().keys()).toEqual(['k2', 'k1'])
  })

  it('signs with an old key again that somebody put back alone, and drops the other one after a while', () => {
    const ring = createKeyRing({ settleMs, overlapMs, elapsed: () => at })
    let at = 0
    const see = (...keys: string[]) => ring.see({ current: { keys, ageMs: 0 } })
    see('old')
    see('new', 'old')
    at += settleMs
    expect(see('new', 'old')).toEqual(['new', 'old'])

    expect(see('old')).toEqual(['old', 'new'])
    at += overlapMs

    expect(see('old')).toEqual(['old'])
  })

  it('never signs with what another instance does not know, whoever rotates, looks and starts when', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('rotate' as const) }),
      fc.record({ kind: fc.constant('start' as const) }),
      fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 25_000 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.infiniteStream(fc.nat(2)), (steps, dice) => {
        const secret = openSecret()
        const instances = [secret.startInstance(), secret.startInstance()]
        const lookedAt = instances.map(() => 0)
        for (const each of steps) {
          if (each.kind === 'rotate') secret.rotate()
          if (each.kind === 'start') {
            instances.push(secret.startInstance())
            lookedAt.push(secret.time())
          }
          if (each.kind === 'pass') secret.pass(each.milliseconds)
          for (const [index, instance] of instances.entries()) {
            // Nobody looks later than 33 s after the last look; two of three look earlier, by chance.
            const isDue = secret.time() - (lookedAt[index] ?? 0) > 8_000 || dice.next().value === 0
            if (!isDue) continue
            instance.look()
            lookedAt[index] = secret.time()
          }
          const signing = new Set(instances.map((instance) => instance.keys()[0]))
          for (const key of signing) for (const instance of instances) expect(instance.keys()).toContain(key)
        }
      }),
    )
  })
})
