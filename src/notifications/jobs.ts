import { z } from 'zod'
import type { Mailer } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import type { Translator } from '../core/i18n/translator.ts'
import type { Job, Recurring } from '../core/jobs.ts'
import { mailNotification } from './mail.ts'

const about = z.object({ notification: z.uuid() })
const keptMs = 90 * 86_400_000

export const notificationJobs = (core: Core, mailer: Mailer, translator: Translator): Record<string, Job> => ({
  'notifications.mail': async (payload) => {
    await mailNotification(core, mailer, translator, about.parse(payload).notification)
  },
  'notifications.tidy': async () => {
    const before = new Date(core.clock.now().getTime() - keptMs)
    await core.db.deleteFrom('notifications').where('read_at', '<', before).execute()
  },
})

export const notificationRecurring: Recurring[] = [{ job: 'notifications.tidy', cron: '23 3 * * *' }]
