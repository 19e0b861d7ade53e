import type { Questions } from '../finding.ts'

/** The seven questions of the article's first step, in its order. */
export const questionTexts: Readonly<Record<keyof Questions, string>> = {
  data: 'Which data belongs to a user or a session?',
  storage: 'How is it stored and managed?',
  updates: 'How is it read and updated?',
  components: 'Which parts rely on it?',
  sharedStores: 'Are there shared or central stores already?',
  scaling: 'What does it do to scaling and fault tolerance?',
  decoupling: 'Can it be decoupled or made stateless?',
}
export const questionNames = Object.keys(questionTexts) as (keyof Questions)[]
