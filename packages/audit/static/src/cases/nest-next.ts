import type { Example } from '../rules/rule.ts'

export const nestAndNext: readonly Example[] = [
  {
    name: 'a service of Nest with a list and a counter',
    files: {
      'cats.service.ts': `
import { Injectable } from '@nestjs/common'
@Injectable()
export class CatsService {
  private readonly cats: { id: number }[] = []
  private nextId = 1
  create(cat: object) {
    this.cats.push({ ...cat, id: this.nextId++ })
  }
}`,
    },
    finds: [
      { file: 'cats.service.ts', line: 5, category: 'module-state' },
      { file: 'cats.service.ts', line: 6, category: 'sequence' },
    ],
  },
  {
    name: 'a service whose list another class changes through what it was given',
    files: {
      'board.service.ts': `
import { Injectable } from '@nestjs/common'
@Injectable()
export class BoardService {
  readonly notes: string[] = []
}`,
      'board.controller.ts': `
import { Body, Controller, Post } from '@nestjs/common'
import { BoardService } from './board.service'
@Controller()
export class BoardController {
  constructor(private readonly board: BoardService) {}
  @Post()
  add(@Body() note: string) {
    this.board.notes.push(note)
  }
}`,
    },
    finds: [{ file: 'board.service.ts', line: 5, category: 'module-state' }],
  },
  {
    name: 'a service of one request, a DTO, and an entity',
    files: {
      'scoped.ts': `
import { Injectable, Scope } from '@nestjs/common'
import { Column, Entity } from 'typeorm'
@Injectable({ scope: Scope.REQUEST })
export class Collector {
  private readonly seen: string[] = []
  add(name: string) {
    this.seen.push(name)
  }
}
@Entity()
export class User {
  @Column() name = ''
  rename(name: string) {
    this.name = name
  }
}`,
    },
    finds: [],
  },
  {
    name: 'the throttler of Nest, in memory and in Redis',
    files: {
      'app.module.ts': `
import { Module } from '@nestjs/common'
import { ThrottlerModule } from '@nestjs/throttler'
@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: 60, limit: 10 }])],
})
export class AppModule {}`,
      'other.module.ts': `
import { Module } from '@nestjs/common'
import { ThrottlerModule } from '@nestjs/throttler'
import { ThrottlerStorageRedisService } from 'nestjs-throttler-storage-redis'
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      useFactory: () => ({ throttlers: [], storage: new ThrottlerStorageRedisService() }),
    }),
  ],
})
export class OtherModule {}`,
    },
    finds: [{ file: 'app.module.ts', line: 5, category: 'rate-limit' }],
  },
  {
    name: 'a gateway that speaks to all',
    files: {
      'chat.gateway.ts': `
import { SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets'
import type { Server } from 'socket.io'
@WebSocketGateway()
export class ChatGateway {
  @WebSocketServer() server: Server
  @SubscribeMessage('say')
  say(client: unknown, text: string) {
    this.server.emit('said', text)
  }
}`,
    },
    finds: [{ file: 'chat.gateway.ts', line: 4, category: 'realtime' }],
  },
  {
    name: 'an upload that Nest writes to a folder',
    files: {
      'files.controller.ts': `
import { Controller, Post, UseInterceptors } from '@nestjs/common'
import { FileInterceptor } from '@nestjs/platform-express'
@Controller()
export class FilesController {
  @Post()
  @UseInterceptors(FileInterceptor('file', { dest: './uploads' }))
  upload() {}
}`,
    },
    finds: [{ file: 'files.controller.ts', line: 7, category: 'local-file' }],
  },
  {
    name: 'a route of Next that counts, and a database client kept across reloads',
    files: {
      'app/api/count/route.ts': `
import { NextResponse } from 'next/server'
import { prisma } from '../../../lib/prisma'
let count = 0
const votes: Record<string, number> = {}
export async function POST(request: Request) {
  count++
  votes[await request.text()] = count
  return NextResponse.json(await prisma.vote.findMany())
}`,
      'lib/prisma.ts': `
import { PrismaClient } from '@prisma/client'
const forGlobal = globalThis as unknown as { prisma: PrismaClient }
export const prisma = forGlobal.prisma || new PrismaClient()
if (process.env.NODE_ENV !== 'production') forGlobal.prisma = prisma`,
    },
    finds: [
      { file: 'app/api/count/route.ts', line: 4, category: 'module-state' },
      { file: 'app/api/count/route.ts', line: 5, category: 'module-state' },
    ],
  },
  {
    name: 'a Map that Next keeps across reloads on the global object',
    files: {
      'lib/store.ts': `
const store = ((globalThis as any).store ??= new Map<string, string>())
export const save = (key: string, value: string) => store.set(key, value)`,
      'pages/api/save.ts': `
import { save } from '../../lib/store'
export default function handler(req, res) {
  save(req.query.key, req.body)
  res.end()
}`,
    },
    finds: [{ file: 'lib/store.ts', line: 2, category: 'module-state' }],
  },
  {
    name: 'a component of React',
    files: {
      'app/list.tsx': `
'use client'
import { useState } from 'react'
const cache = new Map()
export function List() {
  const [items] = useState([])
  return <ul onClick={() => cache.set('a', items)} />
}`,
    },
    finds: [],
  },
]
