import type { Filled } from '../../core/tables.ts'
import type { Leaf, Question } from './tree.ts'

export interface ResponseAnswerTable {
  conversation_id: string
  question: Question
  answer: boolean
  answered_by: string | null
  answered_at: Filled<Date>
}

export interface ResponseChoiceTable {
  id: string
  conversation_id: string
  proposed: Leaf | null
  chosen: Leaf
  chosen_by: string | null
  chosen_at: Filled<Date>
}

export interface ResponseTreeHiddenTable {
  user_id: string
  hidden_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    response_answers: ResponseAnswerTable
    response_choices: ResponseChoiceTable
    response_tree_hidden: ResponseTreeHiddenTable
  }
}
