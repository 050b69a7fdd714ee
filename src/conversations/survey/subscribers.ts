import type { Connectors } from '../../connectors/index.ts'
import type { TogetherInTx } from '../../core/events.ts'
import { dropSurveys, planSurveys } from './plan.ts'

/** What closing and opening again lead to, for many conversations as quickly as for one. */
export const surveySubscribers = (connectors: Connectors) => ({
  together: new Map<string, TogetherInTx[]>([
    ['conversation.closed', [planSurveys(connectors)]],
    ['conversation.reopened', [dropSurveys]],
  ]),
})
