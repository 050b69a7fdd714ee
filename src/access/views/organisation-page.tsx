import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import type { Again } from '../form.ts'
import type { Organisation } from '../organisation.ts'
import { HousePage, type HouseProps } from './house-page.tsx'
import { Asked, LanguageField, TimeZoneField, Wrong } from './parts.tsx'
import { AddressField } from './set-up-page.tsx'

export interface OrganisationProps extends HouseProps {
  organisation: Organisation
  again: Again
  languages: readonly string[]
  /** PUBLIC_URL, which no form changes. */
  fixed: string | undefined
  /** How many people have passkeys that work at today's address. */
  holders: number
  isSaved: boolean
}

/** What the organisation is called, and where it is reached. */
export const OrganisationPage = (props: OrganisationProps) => {
  const { organisation, again, languages, fixed, holders, isSaved, ...house } = props
  const { t } = house.shell
  return (
    <HousePage {...house} path="/settings/organisation" title={t('access.organisation-settings')}>
      {isSaved && <Notice tone="good">{t('access.done-saved')}</Notice>}
      <Card>
        <Wrong again={again} />
        <Form action="/settings/organisation" method="put" data-turbo="false">
          <Asked
            again={again}
            name="name"
            label={t('access.organisation-name')}
            help={t('access.organisation-help')}
            otherwise={organisation.name}
            required
            maxlength={200}
          />
          <LanguageField
            t={t}
            again={again}
            otherwise={organisation.language}
            help={t('access.organisation-language-help')}
            languages={languages}
          />
          <TimeZoneField t={t} again={again} otherwise={organisation.timeZone} />
          {fixed ? (
            <Field
              name="fixed_url"
              label={t('access.address')}
              value={fixed}
              help={t('access.address-fixed')}
              readonly
            />
          ) : (
            <AddressField t={t} again={again} otherwise={organisation.publicUrl} />
          )}
          {holders > 0 && (
            <Notice tone="careful">
              {t('access.address-passkeys', { holders, host: new URL(organisation.publicUrl).hostname })}
            </Notice>
          )}
          <div class="actions">
            <Button variant="primary">{t('access.save')}</Button>
          </div>
        </Form>
      </Card>
    </HousePage>
  )
}
