// How the pages write: with the CSRF token of the session and an Idempotency-Key, again when the outcome is unknown.
import { forgetIntent, intentKey } from './intents.js'

/**
 * What became of a write. `unknown`: no answer said whether it was done; the key is kept, so pressing the button
 * again repeats the same write instead of making a second one.
 * @typedef {{ ok: true, status: number, data: any }
 *   | { ok: false, unknown: boolean, status: number, code: string, detail: string, problem: any }} Outcome
 */

/**
 * @typedef {object} Write
 * @property {string} method
 * @property {unknown} [json] sent as JSON
 * @property {Blob} [file] sent as it is, instead of `json`
 * @property {string} [intent] the action this belongs to, where that is more than method and address
 */

const attempts = 4
/** @type {Promise<string> | undefined} */
let csrfToken

/**
 * @param {string} url
 * @param {Write} write
 * @returns {Promise<Outcome>}
 */
export async function send(url, write) {
  const intent = write.intent ?? `${write.method} ${url}`
  const key = intentKey(intent, write.json)
  const outcome = await repeat(url, write, key)
  if (outcome.ok || !outcome.unknown) forgetIntent(intent)
  if (!outcome.ok && outcome.code === 'SHOP_NOT_SIGNED_IN') askToSignIn()
  return outcome
}

/**
 * @param {string} url
 * @param {Write} write
 * @param {string} key
 */
async function repeat(url, write, key) {
  let outcome = await attempt(url, write, key)
  for (let count = 1; count < attempts && !outcome.ok; count += 1) {
    if (outcome.code === 'SHOP_CSRF_TOKEN') csrfToken = undefined
    else if (!outcome.unknown) break
    await pause(outcome.problem?.retryAfterSeconds, count)
    outcome = await attempt(url, write, key)
  }
  return outcome
}

/**
 * @param {string} url
 * @param {Write} write
 * @param {string} key
 * @returns {Promise<Outcome>}
 */
async function attempt(url, write, key) {
  try {
    csrfToken ??= fetchCsrfToken()
    const { body, type } = encode(write)
    const headers = new Headers({ 'x-csrf-token': await csrfToken, 'idempotency-key': key })
    headers.set('accept', 'application/json')
    if (type) headers.set('content-type', type)
    return await read(await fetch(url, { method: write.method, headers, body: body ?? null }))
  } catch {
    csrfToken = undefined
    return failed(0, { code: 'NETWORK', detail: 'The shop does not answer.' }, true)
  }
}

/** @param {Write} write */
function encode({ json, file }) {
  if (file) return { body: file, type: file.type }
  return json === undefined ? {} : { body: JSON.stringify(json), type: 'application/json' }
}

/**
 * @param {Response} response
 * @returns {Promise<Outcome>}
 */
async function read(response) {
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const data = isJson ? await response.json() : undefined
  if (response.ok) return { ok: true, status: response.status, data }
  const wait = Number(response.headers.get('retry-after')) || undefined
  const isUnknown = [502, 503, 504].includes(response.status) || data?.code === 'SHOP_REQUEST_IN_PROGRESS'
  return failed(response.status, { retryAfterSeconds: wait, ...data }, isUnknown)
}

/**
 * @param {number} status
 * @param {any} problem
 * @param {boolean} unknown
 * @returns {Outcome}
 */
function failed(status, problem, unknown) {
  const { code = 'UNKNOWN', detail = 'That did not work.' } = problem
  return { ok: false, unknown, status, code, detail, problem }
}

/** The login has ended meanwhile; after a new one the reader is back here. */
function askToSignIn() {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`)
}

async function fetchCsrfToken() {
  const response = await fetch('/api/session', { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`The session cannot be read (${response.status})`)
  return String((await response.json()).csrfToken)
}

/**
 * @param {number | undefined} seconds what the server asked for
 * @param {number} count attempts made
 */
function pause(seconds, count) {
  const milliseconds = seconds ? seconds * 1000 : 250 * 2 ** count
  return new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 4000)))
}
