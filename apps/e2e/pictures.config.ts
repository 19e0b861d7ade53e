import suite from './playwright.config.ts'

/** `pnpm --filter @unsticky/e2e pictures`: makes the pictures of the docs anew, from the running shops. */
export default {
  ...suite,
  testDir: './pictures',
  testMatch: '*.picture.ts',
  reporter: 'list',
  workers: 1,
  projects: [{ name: 'pictures', use: { own: 'laptop' } }],
} satisfies typeof suite
