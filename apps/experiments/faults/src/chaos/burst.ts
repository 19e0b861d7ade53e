/** As many as a laptop's connections bear; each comes back as soon as it is served or refused. */
const atOnce = 120

/** A crowd that looks at the catalogue and buys nothing: work that must not cost those their orders who pay. */
export async function browseInMasses(url: string, { seconds }: { readonly seconds: number }): Promise<void> {
  const end = performance.now() + seconds * 1000
  const browse = async () => {
    while (performance.now() < end) {
      const answer = await fetch(`${url}/api/products`, { signal: AbortSignal.timeout(5000) }).catch(() => {})
      await answer?.arrayBuffer().catch(() => {})
    }
  }
  await Promise.all(Array.from({ length: atOnce }, browse))
}
