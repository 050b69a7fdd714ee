import { Hono } from 'hono'
import { z } from 'zod'
import { can, type Given, parseGiven, readGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { type Ctx, done, type Env, wantsJson } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { boxesOf, readBoxes, textOfBoxes } from './boxes.ts'
import { type Checked, checkText, findKnown, refuseMistakes } from './checked.ts'
import { beginFill } from './fill.ts'
import { tell } from './flash.ts'
import { markFor } from './mark.ts'
import { idIn, pageOf, shellWithNews } from './page.ts'
import { presentPreview, presentQuery } from './present.ts'
import { type Preview, previewQuery } from './preview.ts'
import type { Query } from './query/query.ts'
import { mend } from './query/remark.ts'
import type { ListeningRoutes } from './routes.tsx'
import { changeQuery, createQuery } from './save.ts'
import { findGroups, findQuery, type SavedQuery } from './saved-query.ts'
import { listeningMessages } from './slots.ts'
import { EditPage } from './views/edit-page.tsx'
import { PreviewPanel } from './views/preview-panel.tsx'
import type { Draft } from './views/query-form.tsx'

const box = z.preprocess((value) => value === true || value === '1' || value === 'true', z.boolean())
const draftFields = z.object({
  name: z.string().trim().max(120).default(''),
  group: z.string().trim().max(80).default(''),
  text: z.string().trim().max(100_000).default(''),
  fill: box,
  takes_up: box,
  version: z.coerce.number().int().optional(),
  /** Which button of the form it was. */
  deed: z
    .string()
    .regex(/^(save|preview|build|mend-(error|careful)-\d{1,3}-\d{1,2})$/)
    .default('save'),
})
type Fields = z.infer<typeof draftFields>
const wrong = { name: 'listening.name-wrong', group: 'listening.group-wrong', text: 'listening.text-long' }

const asking = z.object({ text: z.string().trim().max(100_000) })

/** Writing a query, changing it, and seeing what it would find before it is saved. */
export function editRoutes(core: Core, { slots, shellOf, stored }: ListeningRoutes): Hono<Env> {
  const { db } = core
  const routes = new Hono<Env>()

  routes.get('/listening/new', can('listen'), async (c) => {
    const { text = '', name = '' } = c.req.query()
    return formPage(c, {
      draft: { name: name.slice(0, 120), text: text.slice(0, 100_000), group: '', fill: true, takes_up: false },
    })
  })

  routes.post('/listening/queries', can('listen'), async (c) => {
    const given = await readGiven(c)
    const fields = parseGiven(draftFields, given, wrong)
    return work(c, { fields, given }, async (text) => {
      const id = await transaction(db, async (tx) => {
        const made = await createQuery(tx, { ...fields, text, takesUp: fields.takes_up }, viewerOf(c))
        if (fields.fill) await beginFill(tx, made, core.clock.now())
        return made
      })
      tell(c, words('listening.told-saved', { name: fields.name }), undoing(id))
      return done(c, presentQuery(await findQuery(db, id)), pageOf({ id }), 201)
    })
  })

  routes.get('/listening/queries/:id/edit', can('listen'), async (c) => {
    const query = await findQuery(db, idIn(c))
    const { name, text, group, version, takesUp } = query
    return formPage(c, {
      query,
      draft: { name, text, group: group?.name ?? '', fill: false, takes_up: takesUp, version },
    })
  })

  routes.patch('/listening/queries/:id', can('listen'), async (c) => {
    const query = await findQuery(db, idIn(c))
    const given = await readGiven(c)
    const kept = { name: query.name, text: query.text, group: query.group?.name ?? '', takes_up: query.takesUp }
    const fields = parseGiven(draftFields, wantsJson(c) ? { ...kept, ...given } : given, wrong)
    return work(c, { fields, given, query }, async (text) => {
      if (fields.version !== undefined && fields.version !== query.version)
        throw new Refusal(409, words('listening.changed-meanwhile'))
      await transaction(db, async (tx) => {
        await changeQuery(tx, query, { ...fields, text, takesUp: fields.takes_up }, viewerOf(c))
        if (fields.fill) await beginFill(tx, query.id, core.clock.now())
      })
      tell(c, words('listening.told-changed', { name: fields.name }))
      return done(c, presentQuery(await findQuery(db, query.id)), pageOf(query))
    })
  })

  routes.post('/listening/preview', can('listen'), async (c) => {
    const { text } = parseGiven(asking, await readGiven(c), wrong)
    const checked = await checkText(db, text)
    const { query } = refuseMistakes(checked)
    const preview = await previewQuery(db, core.clock, stored, query)
    return c.json({
      ...presentPreview(preview),
      warnings: checked.warnings.map(({ words: said }) => c.var.t.words(said)),
    })
  })

  routes.post('/listening/check', can('listen'), async (c) => {
    const { text } = parseGiven(asking, await readGiven(c), wrong)
    const { mistakes, warnings } = await checkText(db, text)
    const told = (remarks: Checked['mistakes']) =>
      remarks.map(({ from, to, words: said, mends }) => ({
        from,
        to,
        text: c.var.t.words(said),
        mended: mends.map((one) => mend(text, one)),
      }))
    return c.json({ mistakes: told(mistakes), warnings: told(warnings) })
  })

  /** The buttons of one form: save it, see what it finds, mend a mistake. Only the first leaves the page. */
  async function work(c: Ctx, { fields, given, query }: Work, save: (text: string) => Promise<Response>) {
    if (fields.deed === 'build') {
      const text = textOfBoxes(readBoxes(given), await findKnown(db))
      return formPage(c, { query, draft: { ...fields, text } })
    }
    const checked = await checkText(db, fields.text)
    if (wantsJson(c)) {
      refuseNameless(fields)
      refuseMistakes(checked)
      return save(fields.text)
    }
    const mended = mendedText(fields, checked)
    if (mended !== undefined) return formPage(c, { query, draft: { ...fields, text: mended } })
    if (fields.deed === 'preview' && checked.query)
      return formPage(c, { query, draft: fields, checked, isPreview: true })
    try {
      refuseNameless(fields)
      refuseMistakes(checked)
      return await save(fields.text)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return formPage(c, { query, draft: fields, checked, refusal: error })
    }
  }

  interface Work {
    fields: Fields
    given: Given
    query?: SavedQuery
  }

  interface FormGiven {
    draft: Draft
    query?: SavedQuery | undefined
    checked?: Checked
    isPreview?: boolean
    refusal?: Refusal
  }

  async function formPage(c: Ctx, { draft, query, checked: given, isPreview, refusal }: FormGiven): Promise<Response> {
    const { t } = c.var
    const checked = given ?? (draft.text === '' ? undefined : await checkText(db, draft.text))
    const known = await findKnown(db)
    const found = isPreview && checked?.query ? await previewPanel(c, checked.query) : undefined
    const errors = Object.entries(refusal?.fields ?? {}).map(([field, said]) => [field, t.words(said)])
    const whole = refusal && errors.length === 0 ? [['name', t.words(refusal.words)]] : []
    const page = (
      <EditPage
        shell={await shellWithNews(c, shellOf)}
        title={query?.name}
        id={query?.id}
        draft={draft}
        groups={await findGroups(db)}
        mistakes={checked?.mistakes ?? []}
        warnings={checked?.warnings ?? []}
        errors={Object.fromEntries([...errors, ...whole])}
        boxes={draft.text === '' ? {} : checked?.query && boxesOf(checked.query, known)}
        windows={known.channels?.map(({ name }) => name) ?? []}
        preview={found}
      />
    )
    return c.html(String(await page), refusal?.status ?? 200)
  }

  async function previewPanel(c: Ctx, query: Query) {
    const preview = await previewQuery(db, core.clock, stored, query)
    const place = { t: c.var.t, mark: markFor(query) }
    const [drawn, drawnNear] = await Promise.all([
      slots.draw(listeningMessages, preview.samples, place),
      slots.draw(listeningMessages, nearIds(preview), place),
    ])
    return <PreviewPanel t={c.var.t} preview={preview} drawn={drawn} drawnNear={drawnNear} />
  }

  return routes
}

const nearIds = ({ near }: Preview): string[] => [...new Set(near.flatMap(({ samples }) => samples))]

function refuseNameless({ name }: Fields): void {
  const said = words('listening.name-wrong')
  if (name === '') throw new Refusal(422, said, { fields: { name: said } })
}

function mendedText(fields: Fields, { mistakes, warnings }: Checked): string | undefined {
  const [, tone, at, which] = /^mend-(error|careful)-(\d+)-(\d+)$/.exec(fields.deed) ?? []
  if (!tone) return undefined
  const chosen = (tone === 'error' ? mistakes : warnings)[Number(at)]?.mends[Number(which)]
  return chosen && mend(fields.text, chosen)
}

const undoing = (id: string) => ({ action: `${pageOf({ id })}/removal`, method: 'put' as const, fields: {} })
