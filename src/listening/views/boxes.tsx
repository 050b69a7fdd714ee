import type { T } from '../../core/i18n/translator.ts'
import { intents, sentiments } from '../../reading/index.ts'
import { Button } from '../../ui/components/button.tsx'
import { Field } from '../../ui/components/field.tsx'
import type { Boxes, BoxName } from '../boxes.ts'

/** The languages that are read for their mood at least. */
const languages = ['es', 'en', 'pt', 'fr', 'it', 'de', 'ca'] as const

export interface BoxesProps {
  t: T
  boxes: Boxes
  windows: readonly string[]
}

/** The same search as boxes to fill, for people who don't write queries. Its button writes the text. */
export const BoxesForm = ({ t, boxes, windows }: BoxesProps) => (
  <details class="boxes">
    <summary>{t('listening.boxes')}</summary>
    <div class="form">
      <p class="soft">{t('listening.boxes-help')}</p>
      {(['all', 'any', 'none'] as const).map((name) => (
        <Box t={t} name={name} boxes={boxes} />
      ))}
      <Box t={t} name="left" boxes={boxes} />
      <Box t={t} name="right" boxes={boxes} />
      <Field
        type="number"
        name="box.distance"
        label={t('listening.box-distance')}
        value={boxes.distance ?? '5'}
        min={0}
        max={100}
      />
      <Box t={t} name="from" boxes={boxes} />
      <Choice t={t} name="lang" boxes={boxes} options={languages.map((code) => [code, languageName(t, code)])} />
      <Choice t={t} name="channel" boxes={boxes} options={windows.map((name) => [name, name])} />
      <Choice
        t={t}
        name="sentiment"
        boxes={boxes}
        options={sentiments.map((mood) => [mood, t(`listening.mood-${mood}`)])}
      />
      <Choice t={t} name="intent" boxes={boxes} options={asked.map((one) => [one, t(`listening.intent-${one}`)])} />
      <div class="actions">
        <Button icon="arrow-down" name="deed" value="build" formnovalidate>
          {t('listening.boxes-write')}
        </Button>
      </div>
    </div>
  </details>
)

const asked = intents.filter((intent) => intent !== 'other')

interface BoxProps {
  t: T
  name: BoxName
  boxes: Boxes
}

const Box = ({ t, name, boxes }: BoxProps) => (
  <Field name={`box.${name}`} label={t(`listening.box-${name}`)} value={boxes[name] ?? ''} maxlength={2000} />
)

const Choice = ({ t, name, boxes, options }: BoxProps & { options: readonly (readonly [string, string])[] }) => (
  <Field
    type="select"
    name={`box.${name}`}
    label={t(`listening.box-${name}`)}
    value={(boxes[name] ?? '').replaceAll('"', '')}
    options={[
      { value: '', label: t('listening.box-no-matter') },
      ...options.map(([value, label]) => ({ value, label })),
    ]}
  />
)

const languageName = (t: T, code: string): string =>
  new Intl.DisplayNames(t.language, { type: 'language' }).of(code) ?? code
