import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Child } from 'hono/jsx'
import { createTranslator } from '../../core/i18n/translator.ts'
import { Desk, NavCount } from '../desk.tsx'
import { Icon } from '../icons.tsx'
import { Quiet } from '../quiet.tsx'
import { words } from '../words.ts'
import { pluralForms } from './arrivals.tsx'
import { Avatar, initials } from './avatar.tsx'
import { Button } from './button.tsx'
import { Chip } from './chip.tsx'
import { Composer } from './composer.tsx'
import { Choices, Field } from './field.tsx'
import { Deed, Form } from './form.tsx'
import { Pager } from './pager.tsx'
import { Row } from './row.tsx'
import { Table } from './table.tsx'
import { Time } from './time.tsx'
import { Toast } from './toast.tsx'

const t = createTranslator([words]).for('es', 'Europe/Madrid')
const drawn = async (child: Child): Promise<string> => String(await child)
const markup = '<img src=x onerror=alert(1)>"\''

describe('what people write is text, wherever it stands', () => {
  const places: Record<string, Child> = {
    avatar: <Avatar name={markup} network={{ mark: markup, name: markup }} />,
    button: <Button label={markup}>{markup}</Button>,
    chip: <Chip title={markup}>{markup}</Chip>,
    field: <Field name="a" label={markup} value={markup} help={markup} error={markup} placeholder={markup} />,
    textarea: <Field name="a" type="textarea" label={markup} value={`</textarea>${markup}`} />,
    select: <Field name="a" type="select" label={markup} options={[{ value: markup, label: markup }]} />,
    row: (
      <Row id="r" href="/x" title={markup}>
        {markup}
      </Row>
    ),
    composer: <Composer t={t} id="c" action="/x" send={markup} text={`</textarea>${markup}`} network={markup} />,
    toast: <Toast t={t} flash={{ text: markup, undo: { action: '/x', fields: { a: markup } } }} />,
    quiet: <Quiet t={t} title={markup} name={markup} />,
  }
  for (const [place, child] of Object.entries(places))
    test(place, async () => {
      const html = await drawn(child)
      assert.doesNotMatch(html, /<img src=x/)
      assert.match(html, /&lt;img src=x/)
    })
})

test('nothing is drawn with a style or a script of its own', async () => {
  const nav = [{ id: 'inbox', href: '/', label: 'ui.list', icon: 'inbox' as const, count: 3, needsUs: true }]
  const viewer = {
    id: '1',
    name: 'Marta',
    language: 'es',
    timeZone: 'UTC',
    scheme: 'dark',
    density: 'compact',
  } as const
  const html = await drawn(
    <Desk t={t} viewer={viewer} nav={nav} menu={[]} title="Hola" current="inbox" list="x" aside="y">
      <Composer t={t} id="c" action="/x" send="Enviar" limit={{ max: 5, unit: 'utf16' }} />
    </Desk>,
  )
  assert.doesNotMatch(html, /\sstyle=|<style|\son\w+=|javascript:/)
  assert.deepEqual(html.match(/<script[^>]*>[^<]*/g), [html.match(/<script type="module" src="[^"]+"[^>]*>/)?.[0]])
  assert.match(html, /^<!DOCTYPE html><html lang="es"[^>]* data-density="compact" data-scheme="dark"/)
  assert.match(html, /aria-current="page"/)
})

describe('forms', () => {
  test('PUT, PATCH and DELETE travel in a POST; GET and POST as they are', async () => {
    assert.match(await drawn(<Form action="/x" method="put" />), /method="post".*name="_method" value="PUT"/)
    assert.match(
      await drawn(
        <Deed action="/x" method="delete">
          x
        </Deed>,
      ),
      /name="_method" value="DELETE"/,
    )
    assert.doesNotMatch(await drawn(<Form action="/x" />), /_method/)
    assert.match(await drawn(<Form action="/x" method="get" />), /method="get"/)
  })

  test('a field is tied to its label, its help and what is wrong with it', async () => {
    const html = await drawn(<Field name="url" label="Dirección" help="La portada" error="Falta https" required />)
    assert.match(html, /<label class="field__label" for="field-url">/)
    assert.match(html, /aria-describedby="field-url-help field-url-error"/)
    assert.match(html, /aria-invalid="true"/)
    assert.match(html, /required/)
    assert.doesNotMatch(await drawn(<Field name="url" label="Dirección" />), /aria-describedby|aria-invalid|value=/)
  })

  test('what was chosen before is chosen again', async () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    assert.match(
      await drawn(<Field name="x" type="select" label="X" value="b" options={options} />),
      /value="a">A.*value="b" selected/,
    )
    assert.match(await drawn(<Field name="x" type="checkbox" label="X" value={true} />), /checked/)
    assert.doesNotMatch(await drawn(<Field name="x" type="checkbox" label="X" value={false} />), /checked/)
    assert.match(await drawn(<Choices name="x" label="X" value="b" options={options} />), /value="b" checked/)
    assert.match(await drawn(<Field name="x" type="number" label="X" value={0} />), /value="0"/)
  })
})

describe('faces', () => {
  test('are told by the first letters of the first and the last name', () => {
    const told = {
      'Lucía Garmendia': 'LG',
      'ángela de la Ó': 'ÁÓ',
      Bo: 'B',
      ' @nico_42 ': 'N',
      '李 小龙': '李小',
      '🙂': '🙂',
      '': '?',
    }
    for (const [name, letters] of Object.entries(told)) assert.equal(initials(name), letters, name)
  })

  test('keep their colour when the name changes, and share few colours', async () => {
    const colour = async (name: string, id?: string) =>
      /avatar--(\d+)/.exec(await drawn(<Avatar name={name} {...(id ? { id } : {})} />))?.[1]
    assert.equal(await colour('Ana', '1'), await colour('Ana María', '1'))
    const used = new Map<string | undefined, number>()
    for (let id = 0; id < 600; id++) {
      const one = await colour('x', `person-${id}`)
      used.set(one, (used.get(one) ?? 0) + 1)
    }
    assert.equal(used.size, 12)
    assert.ok(Math.max(...used.values()) < 100)
  })
})

test('a time says how long ago, and exactly when asked', async () => {
  const now = new Date('2025-10-14T16:00:00Z')
  const at = new Date('2025-10-14T15:48:00Z')
  const html = await drawn(<Time t={t} at={at} now={now} />)
  assert.match(html, />hace 12 min</)
  assert.match(html, /datetime="2025-10-14T15:48:00.000Z"/)
  assert.match(html, /title="martes, 14 de octubre de 2025, 17:48 CEST"/)
  assert.match(html, /tabindex="0"/)
  assert.doesNotMatch(await drawn(<Time t={t} at={at} now={now} still />), /tabindex/)
  assert.match(await drawn(<Time t={t} at={at} exact />), />martes, 14 de octubre/)
})

test('an icon is decoration, or says what it means', async () => {
  assert.match(await drawn(<Icon name="inbox" />), /aria-hidden="true"/)
  const named = await drawn(<Icon name="inbox" label="Bandeja" />)
  assert.match(named, /role="img" aria-label="Bandeja"/)
  assert.doesNotMatch(named, /aria-hidden/)
})

test('a button that is only an icon has a name', async () => {
  assert.match(await drawn(<Button icon="x" label="Cerrar" />), /aria-label="Cerrar"/)
  assert.match(await drawn(<Button href="/x" newTab />), /^<a .*rel="noopener noreferrer"/)
})

test('a counted sentence goes to the browser in every plural form of the language', () => {
  assert.deepEqual(pluralForms(t, 'ui.new-items'), { one: '{n} nuevo', other: '{n} nuevos' })
  const en = createTranslator([words]).for('en')
  assert.deepEqual(pluralForms(en, 'ui.over'), { one: '{n} too many', other: '{n} too many' })
})

test('a room with nothing waiting shows no zero', async () => {
  assert.match(await drawn(<NavCount t={t} id="inbox" count={0} />), /id="nav-count-inbox"[^>]*><\/span>/)
  assert.match(await drawn(<NavCount t={t} id="inbox" count={12345} needsUs />), /needs-us">12\.345</)
})

test('a list without further pages has no way to them', async () => {
  assert.equal(await drawn(<Pager t={t} />), '')
  assert.match(await drawn(<Pager t={t} older="/x?after=1" />), /href="\/x\?after=1"/)
})

test('a table has a caption, and its figures are aligned', async () => {
  const html = await drawn(
    <Table caption="Ventanas" columns={[{ label: 'A' }, { label: 'B', numeric: true }]} rows={[['x', 3]]} />,
  )
  assert.match(html, /<caption class="visually-hidden">Ventanas/)
  assert.match(html, /<td class="table__number">3/)
})
