/** Judges what is written whole and read whole: the profile and the picture of one shopper. */
import { type Anomaly, type AnomalyKind, deviceOf, type Findings, type Looked } from './anomaly.ts'
import { isRecord } from './events.ts'
import { identityAt } from './identity.ts'
import { fieldOf } from './lines.ts'
import type { Operation } from './operations.ts'

interface Register {
  readonly name: 'profile' | 'picture'
  readonly writers: readonly string[]
  readonly reader: string
}

const registers: readonly Register[] = [
  { name: 'profile', writers: ['signUp', 'updateProfile'], reader: 'readProfile' },
  { name: 'picture', writers: ['putPicture'], reader: 'readPicture' },
]

export interface RegisterCheckOptions {
  /** Who else wrote this value to this field, to tell a foreign value from an old one. */
  readonly writersOf: (field: string, value: unknown) => readonly string[]
}

/** Every field that a read shows is compared with what was last written to it. A field never written is not judged. */
export function checkRegisters(
  operations: readonly Operation[],
  { writersOf }: RegisterCheckOptions,
): Findings {
  const checked = registers.map((register) => {
    const writes = operations.filter(({ f, outcome }) => register.writers.includes(f) && outcome !== 'fail')
    const reads = operations.filter((operation) => isReadOf(register, operations, operation))
    return {
      looked: reads.some((read) => isTelling(read, writes)) ? lookedAt[register.name] : {},
      anomalies: reads.flatMap((read) => checkRead(register, read, { writes, writersOf })),
    }
  })
  return {
    looked: Object.assign({}, ...checked.map(({ looked }) => looked)),
    anomalies: checked.flatMap(({ anomalies }) => anomalies),
  }
}

const lookedAt: Readonly<Record<Register['name'], Looked>> = {
  profile: { 'profiles lost': 1, 'profiles stale': 1, 'profiles foreign': 1 },
  picture: { 'pictures lost': 1, 'pictures stale': 1, 'pictures foreign': 1 },
}

/** Something was stored before, and the answer says what became of it. */
const isTelling = (read: Operation, writes: readonly Operation[]) =>
  (read.outcome === 'ok' || isGone(read)) &&
  writes.some(({ outcome, end }) => outcome === 'ok' && end < read.start)

/** What a guest, or a device whose login is in doubt, is shown says nothing about the account. */
const isReadOf = ({ reader }: Register, operations: readonly Operation[], operation: Operation) =>
  operation.f === reader && identityAt(operations, operation) === 'account'

interface Setting extends RegisterCheckOptions {
  readonly writes: readonly Operation[]
}

function checkRead(register: Register, read: Operation, { writes, writersOf }: Setting): readonly Anomaly[] {
  const written = writes.filter(({ outcome, end }) => outcome === 'ok' && end < read.start)
  if (isGone(read)) return written.length > 0 ? [gone(register, read, written)] : []
  if (read.outcome !== 'ok' || !isRecord(read.shown)) return []
  return Object.entries(read.shown).flatMap(([field, value]) => {
    const own = writes.filter(({ sent }) => fieldOf(sent, field) !== undefined)
    return checkField(register, read, { field, value, writes: own, writersOf })
  })
}

const isGone = ({ outcome, status }: Operation) => outcome === 'fail' && (status === 404 || status === 410)

function gone({ name }: Register, read: Operation, written: readonly Operation[]): Anomaly {
  const detail = `${read.shopper} stored a ${name} and was told so, but ${deviceOf(read)} got ${read.status}.`
  return toAnomaly(`${name}-lost`, read, { detail, cause: written.at(-1) })
}

function checkField(
  { name }: Register,
  read: Operation,
  { field, value, writes, writersOf }: Setting & { field: string; value: unknown },
): readonly Anomaly[] {
  const done = writes.filter(({ outcome, end }) => outcome === 'ok' && end < read.start)
  if (done.length === 0) return []
  const possible = writes.filter(
    (write) => write.start < read.end && !done.some(({ start }) => write.end < start),
  )
  if (possible.some(({ sent }) => isSame(fieldOf(sent, field), value))) return []
  const others = writersOf(field, value).filter((writer) => writer !== read.shopper)
  const isOld = writes.some(({ sent }) => isSame(fieldOf(sent, field), value))
  const kind = isOld ? 'stale' : others.length > 0 ? 'foreign' : 'lost'
  const seen = { stale: 'an older one', foreign: `that of ${others[0]}`, lost: 'another one' }[kind]
  const detail = `${read.shopper} stored a ${name} (${field}) and was told so, but ${deviceOf(read)} shows ${seen}.`
  return [toAnomaly(`${name}-${kind}`, read, { detail, cause: done.at(-1) })]
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const toAnomaly = (
  kind: AnomalyKind,
  read: Operation,
  { detail, cause }: { detail: string; cause?: Operation },
): Anomaly => ({ kind, shopper: read.shopper, detail, events: [...(cause?.events ?? []), ...read.events] })
