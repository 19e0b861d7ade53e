import type { Program } from '../model/program.ts'

const stores: readonly (readonly [string, RegExp])[] = [
  [
    'Redis or Valkey',
    /^(redis|ioredis|@redis\/.*|connect-redis|rate-limit-redis|@upstash\/redis|@valkey\/.*|iovalkey|@fastify\/redis)$/,
  ],
  ['PostgreSQL', /^(pg|pg-promise|postgres|@neondatabase\/.*)$/],
  ['MySQL', /^(mysql2?(\/promise)?|mariadb)$/],
  ['MongoDB', /^(mongodb|mongoose|connect-mongo|@fastify\/mongodb|@nestjs\/mongoose)$/],
  ['DynamoDB', /^(@aws-sdk\/(client-dynamodb|lib-dynamodb)|dynamoose)$/],
  ['S3', /^(@aws-sdk\/client-s3|multer-s3|minio)$/],
  [
    'a database by an ORM',
    /^(@prisma\/client|sequelize|typeorm|knex|drizzle-orm.*|@mikro-orm\/.*|objection)$/,
  ],
  ['a message broker', /^(amqplib|kafkajs|nats|bullmq?|mqtt|@aws-sdk\/client-(sqs|sns))$/],
  ['memcached', /^(memcached|memjs)$/],
]
const known = new WeakMap<Program, string>()

/** The shared stores that the program has clients of, each with a file that imports it. */
export function sharedStoresOf(program: Program): string {
  const stored = known.get(program)
  if (stored) return stored
  const found = stores.flatMap(([name, pattern]) => {
    const user = program.modules.find(({ specifiers }) =>
      [...specifiers].some((specifier) => pattern.test(specifier)),
    )
    return user ? [`${name} (${user.file})`] : []
  })
  const answer =
    found.length > 0
      ? `Clients are there of: ${found.join(', ')}.`
      : 'No client of a shared store is imported.'
  known.set(program, answer)
  return answer
}
