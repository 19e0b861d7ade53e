import { differencesOf, type Noise, noiseOf } from '../compare/differences.ts'
import { changesOf } from '../http/cookie-jar.ts'
import { type Answer, NoAnswerError, type PreparedRequest, send } from '../http/send.ts'
import { asStranger, type Exchange } from '../http/visitor.ts'
import type { ReadObservation } from './observation.ts'

/** What an instance says to a read that it was asked before, with and without cookies. */
export interface Baseline {
  readonly index: number
  /** With the answer that the instance has settled on: a message that is shown once is gone. */
  readonly exchange: Exchange
  /** What changes by asking is no evidence, nor is what the control found. */
  readonly noise: Noise
  readonly stranger: Stranger
}

export async function baselineOf(
  exchange: Exchange,
  { index, port, noise }: { index: number; port: number; noise: Noise | undefined },
): Promise<Baseline> {
  const first = await sendOrNothing(port, exchange.request)
  const answer = await sendOrNothing(port, exchange.request)
  return {
    index,
    exchange: { ...exchange, answer },
    noise: new Set([...(noise ?? []), ...noiseOf(first, answer)]),
    stranger: await askAsStranger(port, exchange.request),
  }
}

/** Asks a second instance, or the same one after its restart, what the first one was asked, and compares. */
export async function lookElsewhere(
  { index, exchange, noise, stranger: strangerThere }: Baseline,
  port: number,
): Promise<ReadObservation> {
  const { request, answer } = exchange
  const other = await sendOrNothing(port, request)
  const differences = differencesOf(answer, other, noise)
  const stranger = differences.length > 0 ? await askAsStranger(port, request) : undefined
  return {
    index,
    exchange,
    other,
    differences,
    isPersonal: !isLike(strangerThere, answer, noise),
    // 401 says the same of a token that nobody knows: the server cannot tell who asks.
    isLikeStranger: stranger !== undefined && (other.status === 401 || isLike(stranger, other, noise)),
    refusedCookies: refused(request, { answer, other }),
  }
}

/** Who sends a cookie that nobody knows may be told to drop it; a stranger is not. */
const isLike = (stranger: Stranger, other: Answer, noise: Noise) =>
  differencesOf(stranger.answer, other, new Set([...noise, ...stranger.noise])).every(({ key }) =>
    key.startsWith('cookie:'),
  )

interface Stranger {
  readonly answer: Answer
  /** What two strangers are told differently, such as a token for each. */
  readonly noise: Noise
}

async function askAsStranger(port: number, request: PreparedRequest): Promise<Stranger> {
  const first = await sendOrNothing(port, asStranger(request))
  const answer = await sendOrNothing(port, asStranger(request))
  return { answer, noise: noiseOf(first, answer) }
}

function refused(request: PreparedRequest, { answer, other }: { answer: Answer; other: Answer }): string[] {
  const sent = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=', 1)[0])
  const touched = (setCookies: readonly string[]) => changesOf(setCookies).map(({ name }) => name)
  const untouched = touched(answer.setCookies)
  return touched(other.setCookies).filter((name) => sent.includes(name) && !untouched.includes(name))
}

/** No answer is an answer too: status 0. */
async function sendOrNothing(port: number, request: PreparedRequest): Promise<Answer> {
  try {
    return await send(port, request)
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error
    return { status: 0, headers: {}, setCookies: [], body: Buffer.from(error.message) }
  }
}
