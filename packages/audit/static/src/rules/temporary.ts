import type { Node } from '../model/ast.ts'
import { childrenOf } from '../model/bind.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'

const temporary =
  /^(os\.tmpdir|tmp(-promise)?|tempy|temp-dir|temp|tempfile|fs(-extra|\/promises)?(\.promises)?\.mkdtemp(Sync)?)\b/
const maxSteps = 6

/** True for a path in the folder for temporary files, through the names that it is put together from. */
export function isTemporary(program: Program, path: Node | undefined, step = 0): boolean {
  if (!path || step > maxSteps) return false
  if (/^['"`]?\/tmp\//.test(String(path.value ?? path.quasis?.[0]?.value.raw ?? ''))) return true
  if (namesOf(program.trace(path)).some((name) => temporary.test(name))) return true
  const binding = path.type === 'Identifier' ? program.bindingOf(path) : undefined
  const parts = binding ? [binding.init] : childrenOf(path)
  if (binding && (binding.kind === 'param' || binding.kind === 'import')) return false
  return parts.some((part) => isTemporary(program, part, step + 1))
}
