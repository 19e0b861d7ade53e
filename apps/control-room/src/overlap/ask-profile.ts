import { setTimeout as sleep } from 'node:timers/promises'
import { stickinessCookie } from '@unsticky/fleet'

/** Asks any instance for the profile with these cookies; the answer changes none of them. Status 0: no answer. */
export async function askProfile(url: string, cookies: ReadonlyMap<string, string>) {
  const cookie = [...cookies].filter(([name]) => name !== stickinessCookie).map((pair) => pair.join('='))
  try {
    const response = await fetch(`${url}/api/profile`, {
      headers: { cookie: cookie.join('; ') },
      signal: AbortSignal.timeout(8000),
    })
    await response.body?.cancel()
    return { status: response.status, instance: response.headers.get('x-instance-id') ?? undefined }
  } catch {
    await sleep(100) // not again at once
    return { status: 0, instance: undefined }
  }
}
