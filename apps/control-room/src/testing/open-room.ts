import type { AddressInfo } from 'node:net'
import { silentLog } from '@unsticky/local-cloud'
import { createControlRoomApp } from '../http/app.ts'
import { startRoom } from '../room.ts'
import { readRoom } from './read-room.ts'

const token = 'test-token'

/** A real room with its server listening, and a client that holds the token. */
export async function openRoom() {
  let origin = ''
  const room = await startRoom({
    instances: 2,
    log: silentLog,
    roomOrigin: () => origin,
    crowd: { isOn: true, count: 8, perSecond: 12, devices: 1 },
  })
  const app = await createControlRoomApp({ room, host: () => new URL(origin).host, token })
  await app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return { origin, ...readRoom(origin), post, close }

  /** Resolves to the status. */
  async function post(path: string, body?: unknown) {
    const headers = {
      'x-control-token': token,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const options = { method: 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body) }
    return (await fetch(`${origin}/api${path}`, options)).status
  }

  async function close() {
    await app.close()
    await room.stop()
  }
}

export type OpenRoom = Awaited<ReturnType<typeof openRoom>>
