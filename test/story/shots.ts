/**
 * Takes a picture of every page, in both languages, light and dark, at a desk and on a phone, to be looked at:
 * `node bin/node24.mjs --import tsx test/story/shots.ts FOLDER [words of the names wanted]`
 */
import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { sharedTestServer } from '../../src/core/postgres/shared.ts'
import { launchBrowser } from '../browser.ts'
import type { Cast } from '../cast.ts'
import { type House, openHouse } from './house.ts'
import { openPlaces, type Places } from './places.ts'
import { type Sample, settleIn } from './sample.ts'
import { desktop, phone, visit } from './visitor.ts'

const [folder = 'shots', ...wanted] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const server = await sharedTestServer()
process.env.TEST_DATABASE_URL = server.connectionString
const browser = await launchBrowser()
const lookWords = ['es', 'en', '1440', '390', 'light', 'dark']
const apology =
  '@rosa@mastodon.example @lucia@mastodon.example Lucía, tienes razón, y lo siento. El molino de la tienda está descalibrado desde el viernes; mañana a las 10 queda arreglado, y hoy te sale otro paquete bien molido, sin costo.'
const looks = [desktop, phone].flatMap((size) => (['light', 'dark'] as const).map((scheme) => ({ ...size, scheme })))
try {
  for (const language of ['es', 'en'] as const) {
    if (wanted.includes(language === 'es' ? 'en' : 'es')) continue
    const house = await openHouse()
    const places = await openPlaces()
    await each(language, async (shoot) => shoot('set-up', await house.setUpLink()))
    const cast = await house.furnish(language)
    await each(language, async (shoot) => shoot('inbox-empty', house.address), [house, cast])
    const sample = await settleIn(house, places, cast)
    await each(language, (shoot, page) => doors(shoot, house, page))
    await each(language, (shoot, page) => desk(shoot, { house, places, cast, sample }, page), [house, cast])
    await house.stop()
    await places.stop()
  }
} finally {
  await browser.close()
  await server.release()
}

type Shoot = (name: string, address?: string) => Promise<void>

/** The same pictures once for each size and scheme; as `olga`, when a house is given. */
async function each(
  language: 'es' | 'en',
  work: (shoot: Shoot, page: Page) => Promise<void>,
  signedIn?: [House, Cast],
): Promise<void> {
  for (const look of looks) {
    const words = [language, String(look.width), look.scheme]
    if (wanted.some((word) => lookWords.includes(word) && !words.includes(word))) continue
    const { context, page, complaints } = await visit(browser, { language, ...look })
    if (signedIn) await context.addCookies([await cookieOf(signedIn[0], signedIn[1].olga)])
    const shoot = async (name: string, address?: string) => {
      const file = `${name}-${language}-${look.width}-${look.scheme}`
      if (!wanted.every((word) => lookWords.includes(word) || file.includes(word))) return
      if (address) await page.goto(address)
      await page.screenshot({ path: `${folder}/${file}.png` })
      if (complaints.length > 0) console.log(file, complaints.splice(0))
    }
    await work(shoot, page)
    await context.close()
  }
}

async function cookieOf(house: House, actor: { id: string }) {
  const [name = '', value = ''] = (await house.cookie(actor.id)).split('=')
  return { name, value, url: house.address }
}

async function doors(shoot: Shoot, { address }: House, page: Page): Promise<void> {
  await shoot('sign-in', `${address}/sign-in`)
  await page.goto(`${address}/sign-in`)
  await page.fill('[name=email]', 'olga@example.org')
  await page.fill('[name=password]', 'not this one')
  await page.click('main button[type=submit]')
  await shoot('sign-in-refused')
  await shoot('invitation-dead', `${address}/invitations/gone`)
}

interface Furnished {
  house: House
  places: Places
  cast: Cast
  sample: Sample
}

async function desk(shoot: Shoot, all: Furnished, page: Page): Promise<void> {
  const { house, places, cast, sample } = all
  const { address, app } = house
  const at = (path: string) => address + path
  await shoot('inbox', at('/conversations'))
  for (const view of ['mine', 'unassigned', 'snoozed', 'closed'])
    await shoot(`inbox-${view}`, at(`/conversations?view=${view}`))
  await shoot('search', at('/conversations?q=molido'))
  await shoot('search-nothing', at('/conversations?q=from:nobody unicornio'))
  await shoot('talk', at(`/conversations/${sample.talk}`))
  await shoot('talk-note', at(`/conversations/${sample.talk}?write=note`))
  await shoot('talk-private', at(`/conversations/${sample.inPrivate}`))
  await shoot('talk-failed', at(`/conversations/${sample.failed}`))
  await page.goto(at(`/conversations/${sample.talk}`))
  await page.locator('#reply-text').fill('El café se tuesta despacio y se muele al momento. '.repeat(14))
  await page.locator('[name=split]').check()
  await shoot('talk-long')
  // The picture of the README.
  await page.locator('#reply-text').fill(apology)
  await shoot('desk')
  await page.locator('#reply-text').fill('')
  await shoot('person', at(`/people/${sample.person}`))
  await windows(shoot, at, { sample, places }, page)
  for (const path of new Set(app.routes.filter(isPage).map((route) => route.path)))
    await shoot(path.slice(1).replaceAll('/', '-'), at(path))
  await shoot('problem-404', at('/nowhere'))
  for (const who of ['marta', 'vera'] as const) {
    await page.context().addCookies([await cookieOf(house, cast[who])])
    for (const [name, path] of Object.entries(theirs(sample))) await shoot(`${cast[who].role}-${name}`, at(path))
  }
  await shoot('problem-403', at('/channels/new'))
}

/** What looks otherwise to those who may do less. */
function theirs({ talk, failed, channels }: Sample): Record<string, string> {
  return {
    inbox: '/conversations',
    talk: `/conversations/${talk}`,
    'talk-failed': `/conversations/${failed}`,
    channels: '/channels',
    window: `/channels/${channels.mastodon}`,
    notifications: '/notifications',
  }
}

type Shown = Pick<Furnished, 'sample' | 'places'>

async function windows(
  shoot: Shoot,
  at: (path: string) => string,
  { sample, places }: Shown,
  page: Page,
): Promise<void> {
  for (const [name, id] of Object.entries(sample.channels)) await shoot(`window-${name}`, at(`/channels/${id}`))
  await shoot('window-settings', at(`/channels/${sample.channels.mastodon}/settings`))
  for (const network of ['mastodon', 'bluesky', 'wordpress', 'feed', 'api'])
    await shoot(`connect-${network}`, at(`/channels/new/${network}`))
  await page.goto(at('/channels/new/feed'))
  await page.locator('[name="s.url"]').fill(places.feed.url)
  await page.locator('[value=test]').click()
  await page.locator('.card').waitFor()
  await shoot('connect-tested')
  await page.locator('[name="s.url"]').fill('http://127.0.0.1:1/')
  await page.locator('[value=test]').click()
  await page.locator('.notice').waitFor()
  await shoot('connect-refused')
}

/** Pages that stand by themselves; the desk and what has an id are shown above. */
function isPage({ method, path }: { method: string; path: string }): boolean {
  const elsewhere =
    /[:*.]|^\/(api\/v1|conversations|sign-in|events|metrics|healthz|readyz|channels\/consents|assets)|^\/$|\/export$/
  return method === 'GET' && !elsewhere.test(path)
}
