import type { ShortCase } from './short-case.ts'

export const jobs: readonly ShortCase[] = [
  [
    'node-cron',
    ['scheduler'],
    `import cron from 'node-cron'
cron.schedule('* * * * *', () => clean())`,
  ],
  [
    'cron CronJob',
    ['scheduler'],
    `import { CronJob } from 'cron'
const job = new CronJob('* * * * *', async () => { await fetch('x') })
job.start()`,
  ],
  [
    'node-schedule',
    ['scheduler'],
    `const schedule = require('node-schedule')
schedule.scheduleJob('0 0 * * *', () => {})`,
  ],
  [
    'node-schedule rule destruct',
    ['scheduler'],
    `import { scheduleJob, RecurrenceRule } from 'node-schedule'
const rule = new RecurrenceRule()
scheduleJob(rule, () => {})`,
  ],
  [
    'agenda mongo, which is fine',
    [],
    `const Agenda = require('agenda'); const agenda = new Agenda({ db: { address: 'mongodb://' } })
agenda.define('x', async () => {}); agenda.every('3 minutes', 'x')`,
  ],
  [
    'bree',
    ['scheduler'],
    `const Bree = require('bree'); const bree = new Bree({ jobs: ['x'] }); bree.start()`,
  ],
  [
    'toad-scheduler',
    ['scheduler'],
    `const { ToadScheduler, SimpleIntervalJob, Task } = require('toad-scheduler')
const scheduler = new ToadScheduler()
const task = new Task('t', () => { doIt() })
const job = new SimpleIntervalJob({ seconds: 20 }, task)
scheduler.addSimpleIntervalJob(job)`,
  ],
  [
    '@fastify/schedule',
    ['scheduler'],
    `const fastify = require('fastify')(); const { fastifySchedulePlugin } = require('@fastify/schedule'); const { SimpleIntervalJob, AsyncTask } = require('toad-scheduler')
const job = new SimpleIntervalJob({ seconds: 20 }, new AsyncTask('x', () => db.run()))
fastify.register(fastifySchedulePlugin)
fastify.ready().then(() => fastify.scheduler.addSimpleIntervalJob(job))`,
  ],
  [
    'nest interval',
    ['scheduler'],
    `import { Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
@Injectable() export class T {
  @Interval(1000)
  async run() { await fetch('x') }
}`,
  ],
  [
    'nest SchedulerRegistry addCronJob',
    ['scheduler'],
    `import { Injectable } from '@nestjs/common'
import { SchedulerRegistry } from '@nestjs/schedule'
import { CronJob } from 'cron'
@Injectable() export class T {
  constructor(private r: SchedulerRegistry) {}
  onModuleInit() {
    const job = new CronJob('* * * * *', () => fetch('x'))
    this.r.addCronJob('a', job)
  }
}`,
  ],
  [
    'fastify-cron',
    ['scheduler'],
    `const f = require('fastify')()
f.register(require('fastify-cron'), { jobs: [{ cronTime: '0 0 * * *', onTick: async (s) => {} }] })`,
  ],
  [
    'later',
    ['scheduler'],
    `const later = require('later')
later.setInterval(() => fetch('x'), later.parse.text('every 5 min'))`,
  ],
  [
    '@breejs/later',
    ['scheduler'],
    `const later = require('@breejs/later')
later.setInterval(() => fetch('x'), later.parse.text('every 5 min'))`,
  ],
  [
    'croner',
    ['scheduler'],
    `import { Cron } from 'croner'
Cron('* * * * *', () => fetch('x'))`,
  ],
  [
    'elysia cron',
    ['scheduler'],
    `import { Elysia } from 'elysia'
import { cron } from '@elysiajs/cron'
new Elysia().use(cron({ name: 'heartbeat', pattern: '*/10 * * * * *', run() { console.log('x') } })).listen(1)`,
  ],
  [
    'node-cron old class',
    ['scheduler'],
    `const CronJob = require('cron').CronJob
new CronJob({ cronTime: '* * * * *', onTick: () => sync(), start: true })`,
  ],
  [
    'hapi-cron',
    ['scheduler'],
    `const Hapi = require('@hapi/hapi'); const server = Hapi.server({ port: 1 })
server.register({ plugin: require('hapi-cron'), options: { jobs: [{ name: 'x', time: '* * * * *', request: { url: '/x' } }] } })`,
  ],
  ['deno cron', ['scheduler'], `Deno.cron('x', '* * * * *', async () => { await fetch('x') })`],
  [
    'timers/promises setInterval',
    ['scheduler'],
    `import { setInterval } from 'node:timers/promises'
import { db } from './db'
async function loop() { for await (const _ of setInterval(1000)) { await db.jobs.run() } }
loop()`,
  ],
  [
    'while true sleep',
    ['scheduler'],
    `import { db } from 'mongodb'
const sleep = (ms) => new Promise((r) => setTimeout(r, ms))
async function worker() { while (true) { await db.collection('x').deleteMany({}); await sleep(60000) } }
worker()`,
  ],
  [
    'simple setInterval with axios',
    ['scheduler'],
    `const axios = require('axios')
setInterval(() => { axios.get('http://x').then((r) => console.log(r.data)) }, 60000)`,
  ],
]
