import { Hono } from 'hono'
import { type Again, blank, can, type HousePage, orAgain, parseGiven, viewerOf } from '../../access/index.ts'
import { type Channel, findChannel, findChannels } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, back, pageAfter, undo } from '../answered.ts'
import { given, idOf } from '../given.ts'
import { speechOf } from '../reply.ts'
import { findCalendars } from '../working-time/find-calendars.ts'
import { askedRoutes } from './asked-routes.tsx'
import { callOff, callOn } from './call-off.ts'
import { figuresRoutes } from './figures-routes.tsx'
import { presentSetting } from './present.ts'
import { allow, isRefused, refuse } from './refusal.ts'
import { saveSetting, settingGiven } from './save-setting.ts'
import { findSetting, findSettings, usualSetting } from './setting.ts'
import { SurveyPage, SurveysPage, surveysPath } from './views/settings-page.tsx'

export interface SurveyRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
}

export const surveysHousePage: HousePage = {
  href: surveysPath,
  label: 'survey.title',
  can: 'settings',
  among: 'answering',
}

/** Asking people how it went: where and how, whom not, what they answer, and what that comes to. */
export function surveyRoutes(core: Core, { connectors, shell, housePages }: SurveyRoutes): Hono<Env> {
  const { db, clock } = core
  const routes = new Hono<Env>()
  const house = async (c: Ctx) => ({ shell: await shell(c), viewer: viewerOf(c), more: housePages })

  routes.get(surveysPath, can('settings'), async (c) => {
    const [channels, settings, { refused }] = await Promise.all([findChannels(db), findSettings(db), countRefused()])
    const windows = channels
      .filter((channel) => !(speechOf(connectors.get(channel.network), channel) instanceof Refusal))
      .map((channel) =>
        windowOf(
          channel,
          settings.find((one) => one.channelId === channel.id),
        ),
      )
    return answer(c, {
      json: () => ({ surveys: windows.map(({ setting }) => presentSetting(setting)), refused }),
      html: async () => <SurveysPage {...(await house(c))} windows={windows} refused={refused} />,
    })
  })

  routes.get(`${surveysPath}/:id`, can('settings'), async (c) => {
    const { id } = await findChannel(db, idOf(c))
    return answer(c, { json: async () => presentSetting(await findSetting(db, id)), html: () => page(c) })
  })

  routes.put(`${surveysPath}/:id`, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = parseGiven(settingGiven, asked, {})
        const channel = await findChannel(db, idOf(c))
        const before = await transaction(db, (tx) => saveSetting(tx, channel.id, wanted, viewerOf(c), clock.now()))
        const { channel_id: _, on_since: __, ...was } = presentSetting(before)
        const again = undo('put', `${surveysPath}/${channel.id}`, fieldsOf(was))
        const deed = { did: 'told-survey-saved', params: { channel: channel.name }, undo: again }
        return answerDeed(c, presentSetting(await findSetting(db, channel.id)), surveysPath, deed)
      },
      (again) => page(c, again),
    ),
  )

  routes.delete('/surveys/:id', can('close'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await transaction(db, (tx) => callOff(tx, idOf(c), viewerOf(c)))
    const deed = { did: 'told-survey-called-off', undo: undo('put', `/surveys/${idOf(c)}`) }
    return answerDeed(c, { id: idOf(c), state: 'called-off' }, pageAfter(conversationId, fields), deed)
  })
  routes.put('/surveys/:id', can('close'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await transaction(db, (tx) => callOn(tx, idOf(c), viewerOf(c)))
    const deed = { did: 'told-survey-called-on' }
    return answerDeed(c, { id: idOf(c), state: 'planned' }, pageAfter(conversationId, fields), deed)
  })

  routes.get('/people/:id/survey-refusal', can('read'), async (c) => c.json({ refused: await isRefused(db, idOf(c)) }))
  routes.put('/people/:id/survey-refusal', can('people'), async (c) => {
    const fields = await given(c, back)
    await transaction(db, (tx) => refuse(tx, idOf(c), viewerOf(c)))
    const again = undo('delete', `/people/${idOf(c)}/survey-refusal`, fields.back ? { back: fields.back } : {})
    const deed = { did: 'told-survey-refused', params: { name: await nameOf(idOf(c)) }, undo: again }
    return answerDeed(c, { refused: true }, fields.back ? pageAfter('', fields) : `/people/${idOf(c)}`, deed)
  })
  routes.delete('/people/:id/survey-refusal', can('people'), async (c) => {
    const fields = await given(c, back)
    await transaction(db, (tx) => allow(tx, idOf(c), viewerOf(c)))
    const deed = { did: 'told-survey-allowed', params: { name: await nameOf(idOf(c)) } }
    return answerDeed(c, { refused: false }, fields.back ? pageAfter('', fields) : `/people/${idOf(c)}`, deed)
  })

  routes.route('/', figuresRoutes(core, { shell }))
  routes.route('/', askedRoutes(core))

  async function page(c: Ctx, again: Again = blank) {
    const channel = await findChannel(db, idOf(c))
    const [setting, calendars] = await Promise.all([findSetting(db, channel.id), findCalendars(db)])
    return <SurveyPage {...(await house(c))} window={windowOf(channel, setting)} calendars={calendars} again={again} />
  }

  const windowOf = (channel: Channel, setting = usualSetting(channel.id)) => {
    const connector = connectors.get(channel.network)
    const privately = connector?.speak?.privately ?? false
    return { channel, setting, network: connector?.name ?? channel.network, privately }
  }

  const countRefused = () =>
    db
      .selectFrom('survey_refusals')
      .select((eb) => eb.fn.countAll<number>().as('refused'))
      .executeTakeFirstOrThrow()

  const nameOf = async (personId: string): Promise<string> =>
    (await db.selectFrom('people').select('name').where('id', '=', personId).executeTakeFirst())?.name ?? '…'

  return routes
}

/** As a form writes them. */
const fieldsOf = (values: Record<string, string | number | boolean | null>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === true ? '1' : value === false ? '' : String(value ?? ''),
    ]),
  )
