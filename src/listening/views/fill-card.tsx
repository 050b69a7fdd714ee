import type { T } from '../../core/i18n/translator.ts'
import { Progress } from '../../ui/components/progress.tsx'
import type { Fill } from '../fill.ts'

export const fillId = ({ queryId }: Pick<Fill, 'queryId'>): string => `fill-${queryId}`

/** How far back a query has looked; nothing once it is through. */
export const FillCard = ({ t, fill }: { t: T; fill: Fill }) => (
  <div id={fillId(fill)}>
    {fill.doneAt === null && (
      <Progress
        label={t('listening.filling')}
        value={fill.reached ? fill.beganAt.getTime() - Math.max(fill.reached.getTime(), fill.since.getTime()) : 0}
        max={Math.max(1, fill.beganAt.getTime() - fill.since.getTime())}
        text={t('listening.filling-so-far', { looked: fill.looked, found: fill.found })}
      />
    )}
  </div>
)
