import type { T } from '../../../core/i18n/translator.ts'
import { Avatar } from '../../../ui/components/avatar.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Row, Rows } from '../../../ui/components/row.tsx'
import { Search } from '../../../ui/components/search.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { titleOf } from '../../views/head.tsx'
import { networkName, withoutNames } from '../../views/where.tsx'
import type { Compared } from '../compare.ts'
import { longestWhy } from '../link.ts'
import type { Suggested } from '../suggest.ts'
import type { Scope } from '../tables.ts'
import type { Around } from './around.ts'
import { Beside } from './beside.tsx'
import { ComparedCard } from './compared.tsx'

export interface PickProps extends Around {
  purpose: 'merge' | 'move' | 'link'
  id: string
  q: string
  /** Of a move, what goes. */
  message?: string
  scope?: Scope
  suggested: readonly Suggested[]
}

const addresses = { merge: 'merge', move: 'move', link: 'links' } as const

/** With which other conversation: the same people's, those with the same words, or what one looks for. */
export const PickPage = (props: PickProps) => {
  const { shell, purpose, id, q, suggested } = props
  const { t } = shell
  const action = `/conversations/${id}/${addresses[purpose]}`
  return (
    <Beside {...props} title={t(`conversations.${purpose}-with`)}>
      <Search
        action={action}
        label={t('conversations.pick-search')}
        value={q}
        fields={purpose === 'move' ? { message: props.message ?? '', scope: props.scope ?? 'under' } : {}}
      />
      {suggested.length === 0 ? (
        <Empty title={t(q ? 'conversations.pick-nothing' : 'conversations.pick-none')} icon="search">
          {t('conversations.pick-none-help')}
        </Empty>
      ) : (
        <Rows id="pick" label={t(`conversations.${purpose}-with`)}>
          {suggested.map((one) => (
            <Pick {...props} t={t} one={one} action={action} />
          ))}
        </Rows>
      )}
    </Beside>
  )
}

const Pick = (props: PickProps & { t: T; one: Suggested; action: string }) => {
  const { t, connectors, purpose, one, action, message = '', scope = 'under' } = props
  const { row, why } = one
  // Whom they have in common is named first, whoever spoke last.
  const faces = row.faces.toSorted((a, b) => Number(b.personId === one.personId) - Number(a.personId === one.personId))
  const [face] = faces
  const network = networkName(connectors, row.channel.network)
  const name = face?.name ?? network.name
  return (
    <Row
      id={`pick-${row.id}`}
      href={purpose === 'move' ? `/conversations/${row.id}` : `${action}?other=${row.id}`}
      title={row.subject ? `${row.subject} · ${name}` : titleOf(t, row, faces)}
      lead={<Avatar name={name} {...(face ? { id: face.personId, src: face.avatar } : {})} network={network} />}
      time={<Time t={t} at={row.lastAt} still />}
      chips={
        <>
          <Chip tone={why === 'person' ? 'tile' : 'plain'}>{t(`conversations.pick-${why}`)}</Chip>
          <Chip>{t('conversations.state-is', { state: row.state })}</Chip>
        </>
      }
      {...(purpose === 'move'
        ? {
            after: (
              <Deed action={action} fields={{ message_id: message, scope, other: row.id }}>
                <Button small icon="move-right">
                  {t('conversations.move-here')}
                </Button>
              </Deed>
            ),
          }
        : {})}
    >
      {withoutNames(row.excerpt)}
    </Row>
  )
}

/** Both, and why they have to do with each other. */
export const LinkPage = (props: Around & { here: Compared; there: Compared }) => {
  const { shell, connectors, here, there } = props
  const { t } = shell
  const { id } = here.conversation
  return (
    <Beside {...props} title={t('conversations.link-these')} id={id} back={`/conversations/${id}/links`}>
      <div class="compared-two">
        <ComparedCard t={t} connectors={connectors} it={here} />
        <ComparedCard t={t} connectors={connectors} it={there} />
      </div>
      <Form action={`/conversations/${id}/links`}>
        <input type="hidden" name="other" value={there.conversation.id} />
        <Field
          name="why"
          label={t('conversations.link-why')}
          maxlength={longestWhy}
          help={t('conversations.link-help')}
        />
        <div class="actions">
          <Button variant="primary" icon="link">
            {t('conversations.link-do')}
          </Button>
        </div>
      </Form>
    </Beside>
  )
}
