import crypto from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { type Recorder, watch } from './record.ts'

const names = [
  'randomBytes',
  'randomUUID',
  'randomFillSync',
  'randomInt',
  'generateKeySync',
  'generateKeyPairSync',
  'generateKeyPair',
  'generateKey',
]

/** Random values made before the first request: a secret among them differs from instance to instance. */
export function watchRandom(recorder: Recorder) {
  let isBoot = true
  subscribe('http.server.request.start', () => {
    isBoot = false
  })
  for (const name of names) {
    watch(crypto, name, {
      recorder,
      note: () => {
        if (isBoot) recorder.record({ type: 'random', how: name })
      },
    })
  }
}
