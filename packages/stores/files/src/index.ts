export {
  createFileSessionStore,
  type FileSessionStore,
  type FileSessionStoreOptions,
} from './sessions/session-store.ts'
