/** `*` within a name, `**` over folders. */
export function matchesGlob(file: string, glob: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*/g, (star) => (star === '**/' ? '(.*/)?' : star === '**' ? '.*' : '[^/]*'))
  return new RegExp(`^${pattern}$`).test(file)
}
