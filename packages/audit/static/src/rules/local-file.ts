import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isMember,
  memberName,
  type Node,
} from '../model/ast.ts'
import { guardOf } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import { optionOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { reachOf } from '../reach/reach.ts'
import { isHandedIn, packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'
import { isTemporary } from './temporary.ts'

const message =
  'The file is written to the disk of this machine: another instance cannot read it, and with the machine it is gone.'
const logs =
  'The log is written to the disk of this machine: it is scattered over the instances, and with the machine it is gone.'
const writers =
  /^(fs|fs-extra|graceful-fs|fs\/promises|mz\/fs|fs-promise|fs-extra-promise|promise-fs|pn\/fs|async-file|fs-jetpack)(\.promises)?\.(write|writeSync|writev|writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|outputFile|outputFileSync|writeJson|writeJSON|writeJsonSync|writeJSONSync|outputJson|outputJSON|outputJsonSync|copyFile|copyFileSync|copy|copySync|cp|cpSync)\(\)$/
const movers =
  /^(fs|fs-extra|graceful-fs|fs\/promises|mz\/fs)(\.promises)?\.(rename|renameSync|move|moveSync)\(\)$/
const otherWriters =
  /^(jsonfile\.(writeFile|writeFileSync)|write-file-atomic(\.sync)?|sharp\(\)(\..*)?\.toFile|jimp(\..*)?\.(write|writeAsync)|move-file(\.moveFile)?|mv|exceljs\..*\.writeFile|xlsx\.(writeFile|writeFileXLSX)|qrcode\.toFile|adm-zip(#new|\(\))\.(extractAllTo|writeZip)|unzipper\.Extract|global:Bun\.write|global:Deno\.(writeTextFile|writeFile)|fluent-ffmpeg\(\)(\..*)?\.save|csv-writer\.createObjectCsvWriter|write-json-file(\.writeJsonFile)?|load-json-file)\(\)$/
const logFiles =
  /^(winston(\.default)?\.transports\.(File|DailyRotateFile)#new|winston-daily-rotate-file#new|rotating-file-stream(\.createStream)?\(\)|file-stream-rotator\.getStream\(\))$/
const commandLine = /(^|\/)(bin|cli|commands|scripts?|tools|seed(s|ers)?|migrations?|generators?|codegen)\//

export const localFile: Rule = {
  id: 'local-file',
  title: 'Files written to the local disk',
  *find({ program }) {
    for (const { name, node, arguments: passed } of packageCalls(program)) {
      if (movers.test(name) && isMovedUpload(program, node)) yield* written(program, node, passed[1])
      else if (writers.test(name) || otherWriters.test(name)) yield* written(program, node, passed[0])
      else if (logFiles.test(name))
        yield {
          node,
          category: 'local-file',
          severity: 'degrades',
          message: logs,
          conditional: guardOf(program, node),
        }
      else if (logsToFile(program, { name, passed }))
        yield {
          node,
          category: 'local-file',
          severity: 'degrades',
          message: logs,
          conditional: guardOf(program, node),
        }
      else yield* uploads(program, { name, node, passed })
    }
    yield* movedUploads(program)
  },
  examples: [
    {
      name: 'a file written by a route',
      files: {
        'app.js':
          "const fs = require('node:fs/promises')\nrequire('express')().post('/', async (req, res) => {\n  await fs.writeFile(req.query.name, req.body)\n  res.end()\n})\n",
      },
      finds: [{ file: 'app.js', line: 3, category: 'local-file' }],
    },
    {
      name: 'multer with a folder',
      files: {
        'upload.js': "const multer = require('multer')\nmodule.exports = multer({ dest: 'uploads/' })\n",
      },
      finds: [{ file: 'upload.js', line: 2, category: 'local-file' }],
    },
    {
      name: 'multer with memory or another store',
      files: {
        'upload.js':
          "const multer = require('multer')\nconst s3 = require('multer-s3')\nexports.a = multer()\nexports.b = multer({ storage: multer.memoryStorage() })\nexports.c = multer({ storage: s3({ bucket: 'b' }) })\n",
      },
      finds: [],
    },
    {
      name: 'a build script',
      files: {
        'build.js':
          "const fs = require('fs')\nfs.readdir('styles', (err, names) => {\n  names.forEach((name) => fs.writeFileSync(name + '.css', ''))\n})\n",
      },
      finds: [],
    },
    {
      name: 'express-fileupload, moved to a folder',
      files: {
        'app.js':
          "const fileUpload = require('express-fileupload')\nconst app = require('express')()\napp.use(fileUpload())\napp.post('/', (req, res) => {\n  req.files.photo.mv('./uploads/' + req.files.photo.name, () => res.end())\n})\n",
      },
      finds: [{ file: 'app.js', line: 5, category: 'local-file' }],
    },
  ],
}

/** A request moves a file that came with it; what was written under another name first is reported where it is written. */
function isMovedUpload(program: Program, node: Node): boolean {
  const { source } = program.moduleOf(node)
  const [from] = node.arguments
  if (program.phaseOf(node) !== 'request' || !from) return false
  return /\b(files?|upload\w*|req|request)\b|\.(path|filepath|tempFilePath)\b/i.test(
    source.slice(from.start, from.end),
  )
}

function* written(program: Program, node: Node, target: Node | undefined): Iterable<Draft> {
  const { file, source } = program.moduleOf(node)
  const draft: Draft = {
    node,
    category: 'local-file',
    severity: 'breaks',
    message,
    conditional: guardOf(program, node),
    writes: [node],
    isNews: reachOf(program).isTold(node) && !isTemporary(program, target),
    evidence: callersOf(program, node),
  }
  const path = target ? source.slice(target.start, target.end) : ''
  const phase = program.phaseOf(node)
  if (isRemovedAgain(program, node, target)) return
  if (/^['"`]\/dev\//.test(path) || (commandLine.test(file) && phase !== 'request')) return
  const to = node.arguments[1] ? source.slice(node.arguments[1].start, node.arguments[1].end) : ''
  if (phase === 'unknown' && /^(copy|cp)/.test(calledName(node) ?? '') && !/upload/i.test(to)) return
  if (phase !== 'boot') {
    const name = calledName(node) ?? ''
    if (/\.log\b|log(file|path)?$/i.test(path) || /^append/.test(name))
      yield { ...draft, severity: 'degrades' }
    else yield draft
  } else if (calledName(node) === 'createWriteStream' && /log/i.test(path))
    yield { ...draft, severity: 'degrades', message: logs }
  else if (isUtility(program, node) && savesSettings(program, node)) yield draft
}

/** Written and removed by one function: a file of one request, that nobody else asks for. */
function isRemovedAgain(program: Program, node: Node, target: Node | undefined): boolean {
  const fn = enclosingFunction(node)
  const binding = target?.type === 'Identifier' ? program.bindingOf(target) : undefined
  if (!fn || !binding?.scopeFunction || binding.kind === 'param') return false
  return binding.refs.some(
    ({ parent }) =>
      isCall(parent) &&
      /^(unlink|unlinkSync|rm|rmSync|remove|removeSync|del)$/.test(calledName(parent) ?? '') &&
      parent.start > node.end &&
      !isOnlySometimes(parent, fn),
  )
}

/** In one branch of its function, or where something failed. */
function isOnlySometimes(node: Node, fn: Node): boolean {
  for (let at: Node | undefined = node; at && at !== fn; at = at.parent)
    if (/^(IfStatement|CatchClause|ConditionalExpression|SwitchCase)$/.test(at.type)) return true
  return false
}

/** log4js, pino and bunyan are told by their settings where to write. */
function logsToFile(
  program: Program,
  { name, passed: [first, second] }: { name: string; passed: readonly Node[] },
): boolean {
  const text = (node: Node | undefined) =>
    node ? program.moduleOf(node).source.slice(node.start, node.end) : ''
  if (/^winston\b.*\.add\(\)$/.test(name))
    return (
      Boolean(first) && namesOf(program.trace(first as Node)).some((made) => logFiles.test(`${made}#new`))
    )
  if (/^log4js\.appenders\.(file|dateFile)\(\)$|^pino\.destination\(\)$/.test(name))
    return !/^[12]?$/.test(text(first))
  if (/^log4js\.configure\(\)$/.test(name))
    return /\btype['"]?\s*:\s*['"](file|dateFile|multiFile)['"]/.test(text(first))
  if (/^pino(\.pino)?(\.transport)?\(\)$/.test(name))
    return /['"](pino\/file|pino-roll)['"]/.test(text(first)) || /^['"`]/.test(text(second))
  if (/^bunyan\.createLogger\(\)$/.test(name)) return /\bpath\s*:/.test(text(first))
  return false
}

/** What is written is made of data, not copied or downloaded once. */
const savesSettings = (program: Program, { arguments: [, data] }: Node) =>
  Boolean(data) &&
  /JSON\.stringify|secret|key|token/i.test(program.moduleOf(data).source.slice(data.start, data.end))

/** Who has it written. */
const callersOf = (program: Program, node: Node): readonly Node[] => {
  const fn = enclosingFunction(node)
  return fn ? program.callSitesOf(fn) : []
}

/** A function that other modules call: that they do it at boot today is no promise. */
function isUtility(program: Program, node: Node): boolean {
  let fn = enclosingFunction(node)
  for (let outer = fn && enclosingFunction(fn); outer; outer = enclosingFunction(outer)) fn = outer
  if (!fn || /^(main|bootstrap|start|init|setup|run|build)/.test(fn.id?.name ?? '')) return false
  return program.callSitesOf(fn).some((call) => program.moduleOf(call) !== program.moduleOf(node))
}

function* uploads(
  program: Program,
  { name, node, passed }: { name: string; node: Node; passed: readonly Node[] },
): Iterable<Draft> {
  const draft = { node, category: 'local-file', severity: 'breaks', message } as const
  if (
    /^(@koa\/)?(fastify-)?multer(\.default)?\.diskStorage\(\)$|^(koa|fastify)-multer\.diskStorage\(\)$/.test(
      name,
    )
  )
    yield draft
  const nest =
    /^@nestjs\/platform-(express|fastify)\.(FilesInterceptor|FileInterceptor|FileFieldsInterceptor|AnyFilesInterceptor|MulterModule\.register)\(\)$/
  if (/^((@koa|koa|fastify)[-/])?multer(\.default)?\(\)$/.test(name) || nest.test(name)) {
    if (passed.some((argument) => optionOf(program, argument, 'dest').given === 'yes')) yield draft
    else if (passed[0] && isLeftToSettings(program, passed[0])) yield { ...draft, severity: 'check' }
  }
  if (
    /^(formidable(\.\w+)?|(@\w+\/)?koa-body(\.\w+)?|(connect-)?multiparty(\.Form)?|(express|koa|koa2)-formidable|formidable\.IncomingForm)(\(\)|#new)$/.test(
      name,
    ) &&
    passed.some((argument) => namesUploadDir(program, argument))
  )
    yield draft
  if (/^express-fileupload\(\)$/.test(name) && optionOf(program, passed[0], 'useTempFiles').given === 'yes')
    yield { ...draft, severity: 'degrades' }
}

/** `multer(config.uploads)`: nobody sees a store in the settings, on one way at least. */
const isLeftToSettings = (program: Program, options: Node) =>
  optionOf(program, options, 'dest').given === 'unknown' &&
  /^(unknown|maybe)$/.test(optionOf(program, options, 'storage').given) &&
  !isHandedIn(program, options)

function namesUploadDir(program: Program, options: Node): boolean {
  if (optionOf(program, options, 'uploadDir').given !== 'no')
    return optionOf(program, options, 'uploadDir').values.length > 0
  return optionOf(program, options, 'formidable').values.some(
    (inner) => optionOf(program, inner, 'uploadDir').given === 'yes',
  )
}

/** `req.files.photo.mv(path)` of express-fileupload; `form.uploadDir = …` of formidable. */
function* movedUploads(program: Program): Iterable<Draft> {
  const takesUploads = program.modules.some(({ specifiers }) => specifiers.has('express-fileupload'))
  const draft = { category: 'local-file', severity: 'breaks', message } as const
  for (const module of program.modules) {
    if (takesUploads)
      for (const call of module.calls)
        if (isMember(call.callee) && memberName(call.callee) === 'mv') yield { ...draft, node: call }
    if (!module.specifiers.has('formidable')) continue
    for (const assignment of module.assignments) {
      if (
        isMember(assignment.left) &&
        memberName(assignment.left) === 'uploadDir' &&
        !isFunction(assignment.right)
      )
        yield { ...draft, node: assignment }
    }
    for (const call of module.calls) {
      if (
        namesOf(program.trace(call)).some((name) =>
          /^fs(\/promises|\.promises)?\.(rename|renameSync)\(\)$/.test(name),
        )
      )
        yield { ...draft, node: call, isNews: !isTemporary(program, call.arguments[1]) }
    }
  }
}
