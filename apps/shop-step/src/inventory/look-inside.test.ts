import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { lookInside } from './look-inside.ts'

/** An adapter as this shop writes them: a closure that says nothing about what it holds. */
function createForgetfulStore({ units = 1 } = {}) {
  const carts = new Map<string, { units: number }>()
  const helper = createHelper()
  return { add, close: async () => {} }

  function add(id: string) {
    carts.set(id, { units })
    helper.note(id)
  }
}

function createHelper() {
  const seen = new Set<string>()
  return { note: (id: string) => seen.add(id) }
}

describe('looking inside', () => {
  it('finds what the functions of an adapter close over, with its size, without asking the adapter', () => {
    const store = createForgetfulStore()
    store.add('ada')
    store.add('bob')

    expect(lookInside(store)).toEqual([
      {
        name: 'carts',
        entries: 2,
        bytes: JSON.stringify([
          ['ada', { units: 1 }],
          ['bob', { units: 1 }],
        ]).length,
      },
      { name: 'helper.seen', entries: 2, bytes: '["ada","bob"]'.length },
    ])
  })

  it('counts the subjects that an emitter is listened to on', () => {
    const emitter = new EventEmitter().on('ada', () => {})

    expect(lookInside({ publish: () => emitter.emit('ada') })).toEqual([
      { name: 'emitter', entries: 1, bytes: 0 },
    ])
  })

  it('has a count and no size for what cannot be written as JSON', () => {
    const sessions = new Map<string, unknown>()
    sessions.set('id', sessions)
    const circular: { self?: unknown } = {}
    circular.self = circular
    sessions.set('other', circular)

    expect(lookInside({ get: () => sessions })).toEqual([{ name: 'sessions', entries: 2, bytes: undefined }])
  })

  it('finds nothing where nothing is held', () => {
    expect(lookInside({ get: () => 'from afar' })).toEqual([])
  })
})
