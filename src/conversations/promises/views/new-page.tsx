import { type Again, Asked, Wrong } from '../../../access/index.ts'
import type { Viewer } from '../../../core/web.ts'
import { newId } from '../../../lib/ids.ts'
import { shownAt } from '../../../lib/wall-clock.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import type { Teammate } from '../../assignees.ts'
import type { Promised } from '../promise.ts'
import { PromiseItem } from './item.tsx'

interface NewProps {
  shell: Shell
  conversationId: string
  teammates: readonly Teammate[]
  /** Who sees to it, unless another is chosen. */
  holderId: string
  due: Date
  again: Again
}

/** Writes down what was promised elsewhere: on the telephone, at the counter. */
export const NewPromisePage = ({ shell, conversationId, teammates, holderId, due, again }: NewProps) => {
  const { t } = shell
  const path = `/conversations/${conversationId}`
  return (
    <Desk {...shell} title={t('promises.new')} current="inbox">
      <PaneHead t={t} title={t('promises.new')} subtitle={t('promises.new-intro')} back={path} />
      <PaneBody page>
        <Wrong again={again} />
        <Card>
          <Form action={`${path}/promises`}>
            <input type="hidden" name="id" value={newId()} />
            <Asked again={again} name="what" label={t('promises.what-field')} maxlength={500} required />
            <div class="fields">
              <Asked
                again={again}
                name="due_at"
                type="datetime-local"
                label={t('promises.due-field')}
                otherwise={shownAt(due, t.timeZone)}
                required
              />
              <Asked
                again={again}
                name="answers_for"
                type="select"
                label={t('promises.answers-field')}
                otherwise={holderId}
                options={teammates.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </div>
            <div class="actions">
              <Button variant="primary" icon="save">
                {t('promises.keep-it')}
              </Button>
            </div>
          </Form>
        </Card>
      </PaneBody>
    </Desk>
  )
}

/** One promise. Before it is said to be broken they are told, in one's own words. */
export const PromisePage = ({ shell, viewer, promise }: { shell: Shell; viewer: Viewer; promise: Promised }) => {
  const { t } = shell
  const path = `/conversations/${promise.conversationId}`
  const { name } = promise.to
  return (
    <Desk {...shell} title={t('promises.one', { name })} current="inbox">
      <PaneHead t={t} title={t('promises.one', { name })} back={path} />
      <PaneBody page>
        <Card>
          {promise.quote && (
            <blockquote class="promise__quote" dir="auto">
              {promise.quote}
            </blockquote>
          )}
          <ul class="promises__list">
            <PromiseItem
              t={t}
              promise={promise}
              mayChange={viewer.can.has('reply')}
              back={`/promises/${promise.id}`}
              isApart
            />
          </ul>
        </Card>
        {promise.state === 'open' && promise.madeAt && viewer.can.has('reply') && (
          <Card title={t('promises.break-title')}>
            <p>{t('promises.break-help', { name })}</p>
            <div class="actions">
              <Button icon="reply" href={`${path}?to=${promise.messageId}&promise=${promise.id}#reply`}>
                {t('promises.write-first', { name })}
              </Button>
              <Deed action={`/promises/${promise.id}/ending`} method="put" fields={{ state: 'broken', back: path }}>
                <Button icon="circle-x">{t('promises.break-now')}</Button>
              </Deed>
            </div>
          </Card>
        )}
      </PaneBody>
    </Desk>
  )
}
