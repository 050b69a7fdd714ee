import type { T } from '../../../core/i18n/translator.ts'
import { Chip } from '../../../ui/components/chip.tsx'
import { Time } from '../../../ui/components/time.tsx'
import type { Due } from '../due.ts'

/** By when something is to be done, or that it is late: in words, with the moment on hover. */
export const DueChip = ({ t, due, still = false }: { t: T; due: Due; still?: boolean }) => {
  const isLate = due.at <= new Date()
  const what = due.target === 'resolution' ? 'resolution' : 'answer'
  return (
    <Chip
      tone={isLate ? 'wine' : 'saffron'}
      icon={isLate ? 'clock-alert' : 'clock'}
      title={t(`conversations.due-${due.target}`, { at: t.exact(due.at), level: due.level })}
    >
      {t(`conversations.${isLate ? 'late' : 'due'}-${what}-short`)} <Time t={t} at={due.at} still={still} />
    </Chip>
  )
}
