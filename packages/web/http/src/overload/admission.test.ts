import { expect, it } from 'vitest'
import { createAdmission, type Priority } from './admission.ts'

const letIn = (admission: ReturnType<typeof createAdmission>, priority: Priority, count = 100) =>
  Array.from({ length: count }, () => admission.admit(priority)).filter(Boolean).length

function overloaded() {
  const admission = createAdmission({ targetMs: 75 })
  letIn(admission, 'browsing', 40)
  for (let look = 0; look < 20; look += 1) admission.look(200)
  for (let left = 0; left < 40; left += 1) admission.leave()
  return admission
}

it('lets everybody in while the event loop is on time', () => {
  expect(letIn(createAdmission({ targetMs: 75 }), 'browsing', 500)).toBe(500)
})

it('takes a single pause for what it is, however long', () => {
  const admission = createAdmission({ targetMs: 75 })
  letIn(admission, 'browsing', 40)

  for (const lateMs of [2000, 0, 300, 0]) admission.look(lateMs)

  expect(admission.isLimiting).toBe(false)
})

it('lets few in when the event loop is late all the time, and always some', () => {
  expect(letIn(overloaded(), 'browsing')).toBeGreaterThan(3)
  expect(letIn(overloaded(), 'browsing')).toBeLessThan(8)
})

it('refuses who looks before who shops, and who shops before who pays', () => {
  const admission = overloaded()
  letIn(admission, 'browsing')
  expect(letIn(admission, 'shopping')).toBeGreaterThan(0)
  expect(letIn(admission, 'browsing')).toBe(0)
  expect(letIn(admission, 'checkout')).toBeGreaterThan(5)
  expect(letIn(admission, 'shopping')).toBe(0)
})

it('gives new requests only a part of a turn of the loop, browsing the least, once the loop is late again and again', () => {
  const admission = createAdmission({ targetMs: 75 })
  const all = (turnMs: number) =>
    (['browsing', 'shopping', 'checkout'] as const).filter((each) => admission.admit(each, { turnMs }))
  expect(all(280)).toHaveLength(3)
  expect(all(400)).toEqual(['shopping', 'checkout'])
  for (let left = 0; left < 5; left += 1) admission.leave()

  for (let look = 0; look < 3; look += 1) admission.look(100)

  expect(all(50)).toEqual(['browsing', 'shopping', 'checkout'])
  expect(all(100)).toEqual(['shopping', 'checkout'])
  expect(all(200)).toEqual(['checkout'])
  expect(all(400)).toEqual([])
})

it('lets everybody in again within five seconds of calm', () => {
  const admission = overloaded()

  for (let look = 0; look < 250; look += 1) admission.look(0)

  expect(admission.isLimiting).toBe(false)
})
