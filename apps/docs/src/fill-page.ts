import { type Page, show } from './show/show.ts'

const region = /^<!-- shown: (.+?) -->$\n[\s\S]*?^<!-- \/shown -->$/gm

/** The page with everything that is shown taken from the source anew. Throws when a mark asks for what is not there. */
export const fillPage = (text: string, page: Page): string =>
  text.replaceAll(region, (_all, mark: string) => {
    try {
      return `<!-- shown: ${mark} -->\n\n${show(mark, page).trim()}\n\n<!-- /shown -->`
    } catch (error) {
      throw new Error(`${page.file}, "${mark}": ${(error as Error).message}`, { cause: error })
    }
  })
