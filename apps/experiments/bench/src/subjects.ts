/** What is measured side by side, and how each is started. */

import type { LocalCloud } from '@unsticky/local-cloud'
import { type PeerName, peerEntry } from '@unsticky/peers'
import { entryOf } from '@unsticky/shops/contestants'
import { crowdFromOneAddress } from '@unsticky/shops/instance-env'

export type SubjectName = 'stateless' | 'stateful' | PeerName

export interface Subject {
  readonly name: SubjectName
  /** A .ts file that Node runs as it is; it reports its port. */
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
}

/** The same work for all: no request log, limits that a crowd from one address does not hit. */
const shopEnv = {
  LOG_LEVEL: 'warn',
  ...crowdFromOneAddress,
  DRAIN_SECONDS: '0',
}

export function createSubjects(
  { env: cloudEnv, outputs, valkeySessions }: LocalCloud,
  /** How DynamoDB is found. */
  dynamoEnv: Readonly<Record<string, string>>,
): Readonly<Record<SubjectName, Subject>> {
  const env = { ...cloudEnv, ...dynamoEnv }
  const peerEnv = {
    ...env,
    VALKEY_URL: valkeySessions.url,
    VALKEY_PASSWORD: valkeySessions.password,
    PROFILES_TABLE: outputs.ProfilesTable,
    // Express sets its own defaults by it; Fastify does not look.
    NODE_ENV: 'production',
  }
  return {
    stateless: { name: 'stateless', entry: entryOf('stateless'), env: { ...env, ...shopEnv } },
    stateful: { name: 'stateful', entry: entryOf('stateful'), env: shopEnv },
    'fastify-plain': peer('fastify-plain'),
    express: peer('express'),
    limit: peer('limit'),
  }

  function peer(name: PeerName): Subject {
    return { name, entry: peerEntry(name), env: peerEnv }
  }
}
