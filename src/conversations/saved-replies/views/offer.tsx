import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import { Icon } from '../../../ui/icons.tsx'
import type { Conversation } from '../../conversation.ts'
import { languageName } from '../../views/reading-words.ts'
import type { Offered } from '../offer.ts'
import { languageInSentence, mayWriteSome, WithVariables } from './parts.tsx'

export interface OfferProps extends OfferListProps {
  shell: Shell
}

export interface OfferListProps {
  viewer: Viewer
  conversation: Conversation
  offered: readonly Offered[]
  q: string
  to: string | undefined
  back: string
}

export const offerFrame = 'saved-replies-offer'

/** The saved replies for a conversation: a page of its own, whose list the composer shows in its window. */
export const OfferPage = (props: OfferProps) => {
  const { shell, conversation, q, to, back } = props
  const { t } = shell
  return (
    <Desk {...shell} title={t('conversations.saved')} current="inbox">
      <PaneHead t={t} title={t('conversations.saved')} back={back} />
      <PaneBody page>
        <search>
          <form method="get" action={`/conversations/${conversation.id}/saved-replies`} class="search">
            <Icon name="search" />
            {to && <input type="hidden" name="to" value={to} />}
            <input type="hidden" name="back" value={back} />
            <input
              type="search"
              name="q"
              value={q}
              aria-label={t('conversations.saved-search')}
              placeholder={t('conversations.saved-search')}
            />
          </form>
        </search>
        <Offer {...props} t={t} />
      </PaneBody>
    </Desk>
  )
}

/** The list alone, as the composer's window asks for it. */
export const Offer = ({ t, viewer, conversation, offered, q, to, back }: OfferListProps & { t: T }) => (
  <turbo-frame id={offerFrame}>
    {offered.length === 0 ? (
      <Nothing t={t} q={q} mayWrite={mayWriteSome(viewer)} />
    ) : (
      <ul class="saved__offer" aria-label={t('conversations.saved')}>
        {offered.map((one) => (
          <One t={t} one={one} action={`/conversations/${conversation.id}/saved-replies`} to={to} back={back} />
        ))}
      </ul>
    )}
  </turbo-frame>
)

const Nothing = ({ t, q, mayWrite }: { t: T; q: string; mayWrite: boolean }) => (
  <Empty
    title={q ? t('conversations.saved-none-found', { q }) : t('conversations.saved-none')}
    icon="quote"
    {...(mayWrite
      ? {
          action: (
            <Button href="/saved-replies/new" icon="plus" data-turbo-frame="_top">
              {t('conversations.saved-new')}
            </Button>
          ),
        }
      : {})}
  >
    {q ? undefined : t('conversations.saved-none-help')}
  </Empty>
)

interface OneProps {
  t: T
  one: Offered
  action: string
  to: string | undefined
  back: string
}

/** The whole of it is the button; its other languages are smaller ones. */
const One = ({ t, one, action, to, back }: OneProps) => (
  <li class="saved__one">
    <form method="post" action={`${action}/${one.savedReply.id}/insertion`} data-turbo-frame="_top">
      {to && <input type="hidden" name="in_reply_to" value={to} />}
      <input type="hidden" name="back" value={back} />
      <button type="submit" class="saved__choose" name="language" value={one.language}>
        <span class="saved__name">{one.savedReply.name}</span>
        <span class="saved__preview" lang={one.language}>
          <WithVariables text={one.text} gaps />
        </span>
        <Chips t={t} one={one} />
      </button>
      {one.others.length > 0 && (
        <p class="saved__others">
          {one.others.map((language) => (
            <Button small variant="plain" icon="languages" name="language" value={language}>
              {t('conversations.saved-in-language', { language: languageInSentence(t, language) })}
            </Button>
          ))}
        </p>
      )}
    </form>
  </li>
)

const Chips = ({ t, one }: { t: T; one: Offered }) => (
  <span class="chips">
    {one.isSuggested && (
      <Chip tone="tile" icon="sparkles">
        {t('conversations.saved-suggested')}
      </Chip>
    )}
    <Chip icon="languages">{languageName(t, one.language)}</Chip>
    {one.savedReply.team && <Chip icon="users-round">{one.savedReply.team.name}</Chip>}
    {one.gaps.length > 0 && (
      <Chip tone="saffron" icon="triangle-alert">
        {t('conversations.saved-lacks', { gaps: t.list(one.gaps) })}
      </Chip>
    )}
  </span>
)
