import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import type { Run } from '../run.ts'
import { deedWords } from '../sentences.ts'
import { Strip } from './strip.tsx'

/** One deed on many: by whom, how far, what came of it. */
export const RunPage = ({ shell, run, mayEnd }: { shell: Shell; run: Run; mayEnd: boolean }) => {
  const { t } = shell
  const title = t.words(deedWords(run))
  return (
    <Desk {...shell} title={title} current="inbox">
      <PaneHead
        t={t}
        title={title}
        back="/conversations"
        subtitle={
          <>
            {run.by.name} · <Time t={t} at={run.askedAt} />
          </>
        }
      />
      <PaneBody page>
        <Strip t={t} run={run} mayEnd={mayEnd} />
        <p>
          <a href="/conversations">{t('conversations.bulk-to-list')}</a>
        </p>
      </PaneBody>
    </Desk>
  )
}
