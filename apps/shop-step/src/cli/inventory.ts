import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalCloud } from '@unsticky/local-cloud'
import { findStep, usesServices } from '@unsticky/steps'
import { type PlainRow, readInventory } from '../inventory/read-inventory.ts'
import { type InventoryRow, takeInventory } from '../inventory/take-inventory.ts'

/** Runs the step here, in this process, so that its memory can be looked into. */
export async function printInventory(idOrName: string, { json }: { json?: boolean }): Promise<void> {
  const step = findStep(idOrName)
  if (step.id === '0') return printPlain(readInventory(), { json })
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-inventory-'))
  const cloud = usesServices(step) ? await startLocalCloud() : undefined
  try {
    // The AWS SDK reads the environment of the process itself.
    Object.assign(process.env, cloud?.env, { SHOP_FILES_DIRECTORY: directory })
    const rows = await takeInventory(step, process.env)
    if (json) console.log(JSON.stringify({ step: step.id, pieces: rows }, null, 2))
    else console.log([`Step ${step.id}, ${step.title}`, ...rows.map(toText), relyOnBoth(rows)].join('\n\n'))
  } finally {
    await cloud?.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

const withoutPorts = `Step 0, Stateful. It has no ports to look behind: its state is in variables of its routes. Read from its source;
who calls what, and what each holds after three shoppers, is told by \`pnpm step inventory 1\`, once it is behind a port.`

function printPlain(rows: readonly PlainRow[], { json }: { json?: boolean | undefined }) {
  if (json) console.log(JSON.stringify({ step: '0', pieces: rows }, null, 2))
  else console.log([withoutPorts, ...rows.map(plainText)].join('\n\n'))
}

function plainText({ piece, data, livesIn, lines, movesIn }: PlainRow): string {
  return [
    piece,
    `  1 What data?             ${data}`,
    `  2 Stored and managed?    ${livesIn}`,
    ...lines.map(({ place, says }) => `    ${place}\n      ${says}`),
    `  7 Can it be decoupled?   a seam in step 1, then ${movesIn?.to} in step ${movesIn?.step}`,
  ].join('\n')
}

/** The article's seven questions, piece by piece. */
function toText(row: InventoryRow): string {
  const { port, data, fields, adapter, livesIn, file, calls, requests, sharesWith, movesIn } = row
  const used = Object.entries(calls).map(([method, count]) => `${method} ${count}×`)
  return [
    `${port} (${adapter})`,
    `  1 What data?             ${data}${fields.length > 0 ? `; seen: ${fields.join(', ')}` : ''}`,
    `  2 Stored and managed?    ${livesIn}; ${file}`,
    `  3 Read and updated?      ${used.join(', ') || 'not by these shoppers'}`,
    `  4 Who relies on it?      ${requests.join(', ') || 'no request of these shoppers'}`,
    `  5 Shared or central?     ${row.kind}${sharesWith.length > 0 ? `; the same service as ${sharesWith.join(', ')}` : ''}`,
    `  6 Scaling and faults?    ${consequence(row)}`,
    `  7 Can it be decoupled?   ${movesIn ? `yes: ${movesIn.to} in step ${movesIn.step}` : 'done, or nothing left to do'}`,
  ].join('\n')
}

function consequence({ kind, inMemory }: InventoryRow) {
  if (kind === 'shared') return 'outlives the process, and every instance sees it'
  const held = inMemory.map(({ name, entries, bytes }) => `${name}: ${entries}${sizeOf(bytes)}`)
  return `gone with the process, unknown to the others. In it now: ${held.join('; ') || 'nothing yet'}`
}

const sizeOf = (bytes: number | undefined) =>
  bytes === undefined ? ' (not plain data)' : bytes > 0 ? ` (${bytes} bytes)` : ''

const ofSessions = ['sessions', 'cookieKeys']
const ofUsers = ['identity', 'profiles', 'files', 'carts', 'orders']

/** The article's fourth question across the pieces: who needs to know the session and the user. */
function relyOnBoth(rows: readonly InventoryRow[]): string {
  const requestsOf = (ports: readonly string[]) =>
    new Set(rows.filter(({ port }) => ports.includes(port)).flatMap(({ requests }) => requests))
  const both = [...requestsOf(ofSessions)].filter((request) => requestsOf(ofUsers).has(request))
  return `Rely on session and user data: ${both.join(', ')}`
}
