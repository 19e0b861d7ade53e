import type { ShortCase } from './short-case.ts'

export const secretsAndFiles: readonly ShortCase[] = [
  [
    'module level',
    ['per-boot-secret'],
    `const secret = require('crypto').randomBytes(64).toString('hex'); require('express')().get('/', (req, res) => res.send(require('jsonwebtoken').sign({}, secret)))`,
  ],
  [
    'session secret inline',
    ['per-boot-secret'],
    `const session = require('express-session'); const RedisStore = require('connect-redis').default; require('express')().use(session({ store: new RedisStore({ client: 1 }),
  secret: require('crypto').randomBytes(20).toString('hex') }))`,
  ],
  [
    'uuid secret',
    ['per-boot-secret'],
    `import { v4 as uuid } from 'uuid'
export const JWT_SECRET = uuid()`,
  ],
  [
    'jose',
    ['per-boot-secret'],
    `import { generateSecret } from 'jose'
export const secret = await generateSecret('HS256')`,
  ],
  [
    'keypair destructure',
    ['per-boot-secret'],
    `import { generateKeyPairSync } from 'crypto'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export { privateKey, publicKey }`,
  ],
  [
    'fastify jwt register inline',
    ['per-boot-secret'],
    `const f = require('fastify')(); const { randomBytes } = require('crypto')
f.register(require('@fastify/jwt'), { secret: randomBytes(32).toString('hex') })`,
  ],
  [
    'writeFile json db',
    ['local-file'],
    `const fs = require('fs'); require('express')().post('/', (req, res) => {
  fs.writeFileSync('./db.json', JSON.stringify(req.body)); res.end() })`,
  ],
  [
    'promisified',
    ['local-file'],
    `const fs = require('fs'); const { promisify } = require('util'); const writeFile = promisify(fs.writeFile)
require('express')().post('/', async (req, res) => { await writeFile('./db.json', JSON.stringify(req.body)); res.end() })`,
  ],
  [
    'pipeline createWriteStream',
    ['local-file'],
    `import { pipeline } from 'node:stream/promises'
import fs from 'node:fs'
import Fastify from 'fastify'
const f = Fastify(); f.post('/', async (req) => { const d = await req.file(); await pipeline(d.file, fs.createWriteStream('up/' + d.filename)) })`,
  ],
  [
    'busboy',
    ['local-file'],
    `const Busboy = require('busboy'); const fs = require('fs'); require('express')().post('/', (req, res) => { const bb = Busboy({ headers: req.headers }); bb.on('file', (n, file) => file.pipe(fs.createWriteStream('x'))); req.pipe(bb) })`,
  ],
  [
    'fs-extra move',
    ['local-file'],
    `const fse = require('fs-extra'); require('express')().post('/', async (req, res) => { await fse.move(req.file.path, 'uploads/x'); res.end() })`,
  ],
  [
    'fs rename upload',
    ['local-file'],
    `const fs = require('fs'); require('express')().post('/', async (req, res) => { fs.renameSync(req.file.path, 'uploads/x'); res.end() })`,
  ],
  [
    'sharp',
    ['local-file'],
    `const sharp = require('sharp'); require('express')().post('/', async (req, res) => { await sharp(req.file.buffer).resize(1).toFile('uploads/x.jpg'); res.end() })`,
  ],
  [
    'pdfkit',
    ['local-file'],
    `const PDF = require('pdfkit'); const fs = require('fs'); require('express')().get('/', (req, res) => { const d = new PDF(); d.pipe(fs.createWriteStream('inv.pdf')); d.end(); res.end() })`,
  ],
  [
    'morgan file',
    ['local-file'],
    `const fs = require('fs'); const morgan = require('morgan')
const accessLogStream = fs.createWriteStream(require('path').join(__dirname, 'access.log'), { flags: 'a' })
require('express')().use(morgan('combined', { stream: accessLogStream }))`,
  ],
  [
    'winston file',
    ['local-file'],
    `const winston = require('winston'); const l = winston.createLogger({ transports: [
  new winston.transports.File({ filename: 'x.log' })] }); module.exports = l`,
  ],
  [
    'nest multer storage',
    ['local-file'],
    `import { MulterModule } from '@nestjs/platform-express'
import { Module } from '@nestjs/common'
@Module({ imports: [MulterModule.register({ dest: './upload' })] }) export class A {}`,
  ],
  [
    'jsonfile',
    ['local-file'],
    `const jf = require('jsonfile'); require('express')().post('/', (req, res) => { jf.writeFileSync('x.json', req.body); res.end() })`,
  ],
  [
    'Bun.write',
    ['local-file'],
    `Bun.serve({ async fetch(req) { await Bun.write('x', await req.text()); return new Response() } })`,
  ],
  [
    'express-fileupload mv',
    ['local-file'],
    `const up = require('express-fileupload'); const app = require('express')(); app.use(up())
app.post('/', (req, res) => { let f = req.files.f
  f.mv('./u/' + f.name, () => res.end()) })`,
  ],
  [
    'multer diskStorage',
    ['local-file'],
    `const multer = require('multer'); const storage = multer.diskStorage({ destination: 'u' }); module.exports = multer({ storage })`,
  ],
  [
    'winston with the file transport by its class',
    ['local-file'],
    `const winston = require('winston'); const logger = new winston.Logger({ transports: [] })
logger.add(winston.transports.File, { filename: 'app.log' }); module.exports = logger`,
  ],
  [
    'a secret made where the default stands',
    ['per-boot-secret'],
    `const crypto = require('crypto'); const config = require('./settings.json')
if (config.sessionSecret === 'secret') { console.warn('made one')
  config.sessionSecret = crypto.randomBytes(16).toString('hex') }
module.exports = config`,
  ],
  [
    'a copy into the uploads by a provider that is loaded by name',
    ['local-file'],
    `const fs = require('fs'); const path = require('path'); const config = require('./settings.json')
exports.uploadImage = (image, done) => { fs.copyFileSync(image, path.join(config.uploadsPath, 'x.png')); done() }`,
  ],
  [
    'a request that writes, in a folder called scripts',
    ['local-file'],
    {
      'scripts/server.js': `const fs = require('fs'); const app = require('express')()
app.post('/', (req, res) => { fs.writeFile('board.json', JSON.stringify(req.body), () => res.end()) }); app.listen(1)`,
    },
  ],
  [
    'settings of multer that only one way sees',
    ['local-file'],
    `const multer = require('multer'); const s3 = require('multer-s3'); const config = require('./config').load()
let options
if (config.s3) { options = { storage: s3({ bucket: 'b' }) } } else { options = config.uploads.image }
module.exports = multer(options).single('photo')`,
  ],
  [
    'uploads of a family that is told a folder',
    ['local-file'],
    `const multiparty = require('connect-multiparty'); const uploads = { uploadDir: 'client/uploads/' }
require('express')().post('/', multiparty(uploads), (req, res) => res.end())`,
  ],
  [
    'one of two stores, piped to a file',
    ['local-file'],
    {
      'store.js': "module.exports = require('./remote') || require('./local')\n",
      'remote.js': 'module.exports = null\n',
      'local.js':
        "const fs = require('fs')\nexports.upload = (file, options, done) => {\n  file.on('end', () => done(null, {}))\n  file.pipe(fs.createWriteStream(options.name))\n}\n",
      'app.js':
        "const store = require('./store')\nrequire('express')().post('/', (req, res) => store.upload(req.file, {}, () => res.end()))\n",
    },
  ],
]
