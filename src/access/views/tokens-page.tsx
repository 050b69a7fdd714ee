import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { CopyField } from '../../ui/components/copy-field.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Again } from '../form.ts'
import type { TokenEntry } from '../list-tokens.ts'
import { abilities } from '../policy.ts'
import { HousePage, type HouseProps } from './house-page.tsx'
import { Asked, Wrong } from './parts.tsx'

export interface TokensProps extends HouseProps {
  tokens: readonly TokenEntry[]
  again: Again
}

/** The keys of programs, and another one. */
export const TokensPage = ({ tokens, again, ...house }: TokensProps) => {
  const { t } = house.shell
  return (
    <HousePage {...house} path="/tokens" title={t('access.tokens')}>
      {tokens.length === 0 ? (
        <Empty title={t('access.tokens-none')} icon="key-round">
          {t('access.tokens-intro')}
        </Empty>
      ) : (
        <Tokens t={t} tokens={tokens} />
      )}
      <Card title={t('access.token-new')}>
        {tokens.length > 0 && <p class="soft">{t('access.tokens-intro')}</p>}
        <Wrong again={again} />
        <Form action="/tokens" data-turbo="false">
          <Asked again={again} name="name" label={t('access.token-name')} required maxlength={100} autocomplete="off" />
          <Scopes t={t} viewer={house.viewer} again={again} />
          <div class="actions">
            <Button variant="primary" icon="key-round">
              {t('access.token-create')}
            </Button>
          </div>
        </Form>
      </Card>
    </HousePage>
  )
}

const Scopes = ({ t, viewer, again }: { t: T; viewer: Viewer; again: Again }) => {
  const ticked = [again.values.scopes ?? 'read'].flat()
  return (
    <fieldset class={again.errors.scopes ? 'choices field--wrong' : 'choices'}>
      <legend class="field__label">{t('access.token-scopes')}</legend>
      {abilities
        .filter((ability) => viewer.can.has(ability))
        .map((ability) => (
          <label class="choices__option">
            <input type="checkbox" name="scopes" value={ability} checked={ticked.includes(ability)} />
            <span>
              {t(`access.can-${ability}`)} <code class="soft">{ability}</code>
            </span>
          </label>
        ))}
      {again.errors.scopes && <p class="field__error">{again.errors.scopes}</p>}
    </fieldset>
  )
}

const Tokens = ({ t, tokens }: { t: T; tokens: readonly TokenEntry[] }) => (
  <Table
    caption={t('access.tokens')}
    columns={[
      { label: t('access.name') },
      { label: t('access.token-scopes') },
      { label: t('access.token-of') },
      { label: t('access.token-used') },
      { label: t('access.deeds'), quiet: true },
    ]}
    rows={tokens.map(({ id, name, scopes, of, usedAt, revokedAt }) => [
      <strong>{name}</strong>,
      scopes.join(', '),
      of.name,
      usedAt ? <Time t={t} at={usedAt} /> : t('access.token-never'),
      revokedAt ? (
        <Chip>{t('access.token-revoked')}</Chip>
      ) : (
        <Deed action={`/tokens/${id}`} method="delete">
          <Button small icon="x">
            {t('access.token-revoke')}
          </Button>
        </Deed>
      ),
    ])}
  />
)

/** A new token, shown this once. */
export const TokenPage = ({ name, token, ...house }: HouseProps & { name: string; token: string }) => {
  const { t } = house.shell
  return (
    <HousePage {...house} path="/tokens" title={t('access.token-made', { name })}>
      <Card>
        <CopyField t={t} id="token" label={t('access.token')} value={token} help={t('access.token-help')} />
        <div class="actions">
          <Button href="/tokens" icon="arrow-left">
            {t('access.back-to-tokens')}
          </Button>
        </div>
      </Card>
    </HousePage>
  )
}
