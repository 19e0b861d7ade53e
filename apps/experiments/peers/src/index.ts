import { fileURLToPath } from 'node:url'

export type PeerName = 'fastify-plain' | 'express' | 'limit'

/** The program of a peer: a .ts file that Node runs as it is. It takes VALKEY_URL, VALKEY_PASSWORD, PROFILES_TABLE and the SDK's own settings. */
export const peerEntry = (name: PeerName): string => fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
