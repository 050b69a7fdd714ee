import { z } from 'zod'
import type { Mailer } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import type { Translator } from '../core/i18n/translator.ts'
import type { Job, Recurring } from '../core/jobs.ts'
import { giveUpLetters } from './letter.ts'
import { mailNotification, mailSummary } from './mail.ts'
import { pushAgain, pushNotification, pushSummary } from './push/push.ts'
import { wakeSummaries } from './summaries.ts'

const whose = z.object({ user: z.uuid() })
const about = z.object({ notification: z.uuid() })
const keptMs = 90 * 86_400_000

const again = z.object({
  device: z.uuid(),
  what: z.union([z.object({ notification: z.uuid() }), z.object({ count: z.number() })]),
  tries: z.number(),
})

/** `networkName`: how a network is called on screen. */
export const notificationJobs = (
  core: Core,
  mailer: Mailer,
  translator: Translator,
  networkName: (network: string) => string = (network) => network,
): Record<string, Job> => ({
  'notifications.push': async (payload) => {
    await pushNotification({ core, translator, networkName }, about.parse(payload).notification)
  },
  'notifications.push-again': async (payload) => {
    const { device, ...rest } = again.parse(payload)
    await pushAgain({ core, translator, networkName }, device, rest)
  },
  'notifications.mail': async (payload) => {
    await mailNotification(core, mailer, translator, about.parse(payload).notification)
  },
  'notifications.summary': async (payload) => {
    const { user } = whose.parse(payload)
    await pushSummary({ core, translator, networkName }, user)
    await mailSummary(core, mailer, translator, user)
  },
  'notifications.wake': async () => {
    await giveUpLetters(core)
    await wakeSummaries(core.db, core.clock.now())
  },
  'notifications.tidy': async () => {
    const before = new Date(core.clock.now().getTime() - keptMs)
    await core.db.deleteFrom('notifications').where('read_at', '<', before).execute()
    await core.db.deleteFrom('letters').where('ended_at', '<', before).execute()
  },
})

export const notificationRecurring: Recurring[] = [
  { job: 'notifications.wake', cron: '* * * * *' },
  { job: 'notifications.tidy', cron: '23 3 * * *' },
]
