#!/usr/bin/env node
/** `k6-compare a b`: is b worse than a? */
import { runCli } from './run-cli.ts'

process.exitCode = await runCli(process.argv.slice(2))
