import type { Example } from '../rules/rule.ts'

/** Live connections and what is told over them. */
export const liveConnections: readonly Example[] = [
  {
    name: 'express-ws, told to all',
    files: {
      'app.js': `
const app = require('express')()
const { getWss } = require('express-ws')(app)
app.ws('/', (ws) => {
  ws.on('message', (text) => getWss().clients.forEach((client) => client.send(text)))
})
app.listen(3000)`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'realtime' }],
  },
  {
    name: 'the web sockets of Fastify, told to all and to the one who asked',
    files: {
      'all/app.js': `
const fastify = require('fastify')()
fastify.register(require('@fastify/websocket'))
fastify.register(async (app) => {
  app.get('/', { websocket: true }, (socket) => {
    socket.on('message', (text) => {
      for (const client of app.websocketServer.clients) client.send(text)
    })
  })
})
fastify.listen({ port: 3000 })`,
    },
    finds: [{ file: 'all/app.js', line: 3, category: 'realtime' }],
  },
  {
    name: 'a publish of uWebSockets.js',
    files: {
      'app.js': `
const uWS = require('uWebSockets.js')
uWS
  .App()
  .ws('/*', { open: (ws) => ws.subscribe('all'), message: (ws, text) => ws.publish('all', text) })
  .listen(3000, () => {})`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'realtime' }],
  },
  {
    name: 'Feathers with socket.io',
    files: {
      'app.ts': `
import { feathers } from '@feathersjs/feathers'
import { koa } from '@feathersjs/koa'
import socketio from '@feathersjs/socketio'
const app = koa(feathers())
app.configure(socketio())
app.listen(3030)`,
    },
    finds: [{ file: 'app.ts', line: 6, category: 'realtime' }],
  },
  {
    name: 'socket.io that only hands on what Redis tells every instance',
    files: {
      'chat.js': `
const sub = require('redis').createClient()
const io = require('socket.io')(3000)
sub.subscribe('said')
sub.on('message', (channel, text) => io.emit(channel, text))`,
    },
    finds: [],
  },
  {
    name: 'events of a controller of Nest',
    files: {
      'events.controller.ts': `
import { Controller, Post, Sse } from '@nestjs/common'
import { Subject } from 'rxjs'
@Controller()
export class Events {
  private readonly events = new Subject<string>()
  @Sse('events')
  all() {
    return this.events.asObservable()
  }
  @Post()
  tell() {
    this.events.next('told')
  }
}`,
    },
    finds: [{ file: 'events.controller.ts', line: 6, category: 'realtime' }],
  },
  {
    name: 'createPubSub over Redis',
    files: {
      'pubsub.ts': `
import { createPubSub } from '@graphql-yoga/subscription'
import { createRedisEventTarget } from '@graphql-yoga/redis-event-target'
import { Redis } from 'ioredis'
export const pubSub = createPubSub({
  eventTarget: createRedisEventTarget({ publishClient: new Redis(), subscribeClient: new Redis() }),
})`,
    },
    finds: [],
  },
]
