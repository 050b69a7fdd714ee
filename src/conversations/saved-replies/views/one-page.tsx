import { HouseFrame, type HouseProps } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Deed } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { Section } from '../../../ui/components/pane.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { languageName } from '../../views/reading-words.ts'
import type { Use, Version } from '../history.ts'
import { mayWrite, type SavedReply } from '../saved-reply.ts'
import { inOrder, TeamChip, usesIn, WithVariables } from './parts.tsx'

export interface SavedReplyProps extends HouseProps {
  one: SavedReply
  versions: readonly Version[]
  uses: readonly Use[]
}

/** A saved reply in each language, where it was used, and who changed what. */
export const SavedReplyPage = ({ one, versions, uses, ...house }: SavedReplyProps) => {
  const { t } = house.shell
  return (
    <HouseFrame {...house} path="/saved-replies" title={one.name}>
      <p>
        <a href="/saved-replies">{t('conversations.saved-back')}</a>
      </p>
      {one.removedAt && <Notice tone="careful">{t('conversations.saved-is-removed')}</Notice>}
      <div class="saved__bar">
        <span class="chips">
          <TeamChip t={t} team={one.team} />
          <Chip icon="send" tone={one.uses > 0 ? 'tile' : 'plain'}>
            {usesIn(t, one.uses)}
          </Chip>
        </span>
        {mayWrite(house.viewer, one.team?.id ?? null) && <Deeds t={t} one={one} />}
      </div>
      {inOrder(t, one.texts).map(({ language, text }) => (
        <Card title={languageName(t, language)}>
          <p class="saved__text" lang={language}>
            <WithVariables text={text} />
          </p>
        </Card>
      ))}
      <Section title={t('conversations.saved-used-in')}>
        <Uses t={t} uses={uses} />
      </Section>
      <Section title={t('conversations.saved-history')}>
        <History t={t} versions={versions} />
      </Section>
    </HouseFrame>
  )
}

const Deeds = ({ t, one }: { t: T; one: SavedReply }) => (
  <div class="actions">
    {one.removedAt ? (
      <Deed action={`/saved-replies/${one.id}/removal`} method="delete">
        <Button variant="primary" icon="undo-2">
          {t('conversations.saved-restore')}
        </Button>
      </Deed>
    ) : (
      <>
        <Button variant="primary" href={`/saved-replies/${one.id}/edit`}>
          {t('conversations.saved-edit')}
        </Button>
        <Deed action={`/saved-replies/${one.id}/removal`} method="put">
          <Button icon="trash-2">{t('conversations.saved-remove')}</Button>
        </Deed>
      </>
    )}
  </div>
)

const Uses = ({ t, uses }: { t: T; uses: readonly Use[] }) =>
  uses.length === 0 ? (
    <p class="soft">{t('conversations.saved-never-used')}</p>
  ) : (
    <Table
      caption={t('conversations.saved-used-in')}
      columns={[
        { label: t('conversations.saved-used-at') },
        { label: t('conversations.saved-used-by') },
        { label: t('conversations.saved-language') },
      ]}
      rows={uses.map(({ conversationId, by, at, language }) => [
        <a href={`/conversations/${conversationId}`}>
          <Time t={t} at={at} still />
        </a>,
        by?.name ?? t('conversations.somebody'),
        languageName(t, language),
      ])}
    />
  )

/** Each state it had: by whom, since when, and what it said. */
const History = ({ t, versions }: { t: T; versions: readonly Version[] }) => (
  <ul class="saved__versions">
    {versions.map((one) => (
      <li>
        <details class="saved__more">
          <summary>
            {t('conversations.saved-version', { by: one.by?.name ?? t('conversations.somebody'), name: one.name })} ·{' '}
            <Time t={t} at={one.at} still />
          </summary>
          <TeamChip t={t} team={one.team} />
          {one.texts.map(({ language, text }) => (
            <p class="saved__text" lang={language}>
              <WithVariables text={text} />
            </p>
          ))}
        </details>
      </li>
    ))}
  </ul>
)
