import type { Example } from '../rules/rule.ts'

/** Fields of instances that live as long as the process, and lists that functions make for them. */
export const keptByInstances: readonly Example[] = [
  {
    name: 'a parameter of a constructor with a default',
    files: {
      'app.ts': `
import { Elysia } from 'elysia'
class Notes {
  constructor(public data: string[] = ['first']) {}
  add(note: string) {
    this.data.push(note)
  }
}
new Elysia()
  .decorate('notes', new Notes())
  .post('/', ({ notes, body }) => notes.add(body))
  .listen(3000)`,
    },
    finds: [{ file: 'app.ts', line: 4, category: 'module-state' }],
  },
  {
    name: 'a list that a resolver gets from a function',
    files: {
      'recipes.ts': `
import { Resolver, Mutation, Arg } from 'type-graphql'
import { samples } from './samples.ts'
@Resolver()
export class Recipes {
  private readonly items: string[] = samples()
  @Mutation()
  add(@Arg('recipe') recipe: string) {
    return this.items.push(recipe)
  }
}`,
      'samples.ts': `
import { load } from 'somewhere'
export const samples = (): string[] => load()`,
    },
    finds: [{ file: 'recipes.ts', line: 6, category: 'module-state' }],
  },
  {
    name: 'a service that is asked for by its type',
    files: {
      'service.ts': `
export class Recipes {
  private last: number
  constructor(private readonly items: string[]) {
    this.last = items.length
  }
  add(recipe: string) {
    this.last += 1
    this.items.push(\`\${this.last} \${recipe}\`)
  }
}`,
      'resolver.ts': `
import { Resolver, Mutation } from 'type-graphql'
import { Recipes } from './service.ts'
@Resolver()
export class RecipesResolver {
  constructor(private readonly recipes: Recipes) {}
  @Mutation()
  add(recipe: string) {
    this.recipes.add(recipe)
  }
}`,
    },
    finds: [
      { file: 'service.ts', line: 3, category: 'sequence' },
      { file: 'service.ts', line: 4, category: 'module-state' },
    ],
  },
  {
    name: 'a list from a function, for good and for one request',
    files: {
      'app.js': `
const app = require('express')()
const seed = () => [{ id: 1 }]
const items = seed()
app.post('/', (req, res) => {
  items.push(req.body)
  const answer = seed()
  answer.push(req.body)
  res.json(answer)
})`,
    },
    finds: [{ file: 'app.js', line: 4, category: 'module-state' }],
  },
  {
    name: 'a list from which requests only take',
    files: {
      'app.js': `
const app = require('express')()
const users = [{ name: 'a' }, { name: 'b' }]
const User = {
  destroy(req, res, id) {
    delete users[id]
    res.end()
  },
}
app.delete('/:id', (req, res) => User.destroy(req, res, req.params.id))`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'module-state' }],
  },
  {
    name: 'a method that only a method of its own name calls',
    files: {
      'books.ts': `
const books = [{ title: 'a' }]
export class Books {
  async addBook(book: { title: string }) {
    books.push(book)
  }
}`,
      'resolvers.ts': `
export const mutations = {
  addBook: async (_parent, { title }, { dataSources }) => dataSources.books.addBook({ title }),
}`,
    },
    finds: [{ file: 'books.ts', line: 2, category: 'module-state' }],
  },
  {
    name: 'a game whose steps are handed to a timer',
    files: {
      'game.js': `
class Game {
  constructor() {
    this.bullets = []
    this.update()
    setInterval(this.update.bind(this), 16)
  }
  update() {
    for (const bullet of this.bullets) bullet.update()
    this.bullets.push({ update() {} })
  }
}
module.exports = Game`,
      'server.js': `
const Game = require('./game')
new Game()
require('express')().listen(3000)`,
    },
    finds: [{ file: 'game.js', line: 4, category: 'module-state' }],
  },
]
