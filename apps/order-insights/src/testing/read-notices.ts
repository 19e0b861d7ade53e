import { setTimeout as sleep } from 'node:timers/promises'
import type { Notice } from '../store/insight-items.ts'

/** A page that stays open: reads notices, and comes back with the number that it has whenever the service is gone. */
export function openPage(url: string) {
  const stop = new AbortController()
  const notices: Notice[] = []
  const reading = read()
  return {
    notices: notices as readonly Notice[],
    async close() {
      stop.abort()
      await reading
    },
  }

  async function read() {
    while (!stop.signal.aborted) {
      try {
        const last = String(notices.at(-1)?.number ?? 0)
        const headers = { 'last-event-id': last }
        const answer = await fetch(`${url}/api/notices`, { headers, signal: stop.signal })
        await readEvents(answer)
      } catch {
        await sleep(50)
      }
    }
  }

  async function readEvents({ body }: Response) {
    let text = ''
    for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const events = (text + chunk).split('\n\n')
      text = events.pop() as string
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data) notices.push(JSON.parse(data))
      }
    }
  }
}
