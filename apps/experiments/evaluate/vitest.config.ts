import { defineConfig } from 'vitest/config'

// One file at a time: those with fleets would measure each other.
export default defineConfig({ test: { fileParallelism: false } })
