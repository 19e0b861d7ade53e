import { findStep } from '@unsticky/steps'
import { expect, it } from 'vitest'
import { diffSteps } from './diff.ts'
import { explainStep } from './explain.ts'

it('says what the naive way changes, and what it costs', () => {
  const diff = diffSteps(findStep('2'), findStep('3a'))

  expect(diff.composition).toEqual([
    { port: 'sessions', from: 'memory', to: 'Valkey, unguarded' },
    { port: 'carts', from: 'memory', to: 'session' },
  ])
  expect(diff.settings).toEqual([{ setting: 'routing', from: 'sticky', to: 'round-robin' }])
  expect(diff.code[1]?.to).toBe('packages/stores/in-process/src/carts/session-carts.ts')
  expect(diff.code[0]?.statefulLines).toBeGreaterThan(0)
  expect(diff.promises.lost).toContain('parallel-adds')
  expect(diff.promises.gained).toContain('survives-kill')
})

it('names what differs beside the ports', () => {
  expect(diffSteps(findStep('4'), findStep('5'))).toMatchObject({
    composition: [],
    settings: [
      { setting: 'stateInProcess', from: 'allowed', to: 'refused' },
      { setting: 'sessionPlugin', from: 'fastify-session', to: 'lean' },
    ],
  })
})

it('explains a step with its own table and every promise once', () => {
  const page = explainStep(findStep('3b'))

  expect(page).toMatch(/^# Step 3b/)
  expect(page).toMatch(/carts +Valkey/)
  expect(page.match(/Never oversold/g)).toHaveLength(1)
})
