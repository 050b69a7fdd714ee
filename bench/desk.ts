import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../test/browser.ts'
import { hearAtWindows } from './intake.ts'
import { type Row, summarise } from './measure.ts'
import { assign, listen, startTeam, type Team } from './team.ts'
import { work } from './working.ts'

const teamSize = 50
const changesPerSecond = 20

/** The desk with people at it: what one sees in Chromium, what fifty see of each other, and what they wait for while they work. */
export async function benchDesk(conversations: number, seconds: number, lists = 1): Promise<Row[]> {
  const team = await startTeam(teamSize)
  await using browser = await launchBrowser()
  try {
    await hearAtWindows(team.database.db, conversations * 1.25, {
      seed: 23,
      repeats: 0,
      answers: 0.2,
      from: 50_000_000,
    })
    await sql`analyze`.execute(team.database.db)
    const page = await signIn(browser, team)
    const opened = summarise(await openAll(page, team, lists))
    const stop = new AbortController()
    const others = team.people.slice(1).map((person) => listen(team.url, person, stop.signal))
    const seen = summarise(await watchChanges(page, team, seconds))
    const pages = await work(team, seconds)
    stop.abort()
    await Promise.all(others)
    const { rows } = await sql<{ count: number }>`select count(*) from conversations`.execute(team.database.db)
    const behind = `${rows[0]?.count.toLocaleString('en')} conversations at the end`
    return [
      {
        measure: 'a conversation opened from the list, to painted, p95',
        value: opened.p95,
        unit: 'ms',
        must: 200,
        aim: 80,
        detail: `p50 ${opened.p50.toFixed(0)}, worst ${opened.worst.toFixed(0)}; ${behind}`,
      },
      {
        measure: `a colleague's change painted, p95, ${teamSize} connected, ${changesPerSecond}/s`,
        value: seen.p95,
        unit: 'ms',
        must: 500,
        aim: 200,
        detail: `p50 ${seen.p50.toFixed(0)}, worst ${seen.worst.toFixed(0)}`,
      },
      pages,
    ]
  } finally {
    await team.stop()
  }
}

async function signIn(browser: Browser, { url, people }: Team): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = (people[0]?.headers.cookie ?? '').split(/=(.*)/s)
  await context.addCookies([{ name, value: decodeURIComponent(value), url }])
  return context.newPage()
}

/** Clicks through the rows of some lists, as somebody does who reads from the top; from each click to the painted page. */
async function openAll(page: Page, { url }: Team, lists: number): Promise<number[]> {
  const times: number[] = []
  for (const list of ['/conversations?view=open', '/conversations', '/conversations?view=unassigned'].slice(0, lists)) {
    await page.goto(`${url}${list}`, { waitUntil: 'load' })
    const count = await page.locator('#inbox-list .row__link').count()
    if (count === 0) throw new Error(`${list} has no rows`)
    for (let nth = 0; nth < count; nth += 1) {
      times.push(await page.evaluate(`(${openRow})(${nth})`))
      await sleep(150)
    }
  }
  return times.slice(5)
}

/** Runs in the page. Its head is drawn, and two frames later it is on the screen. */
const openRow = `async (nth) => {
  const link = document.querySelectorAll('#inbox-list .row__link')[nth]
  const id = new URL(link.href).pathname.split('/').pop()
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const began = performance.now()
  link.click()
  while (!document.getElementById('state-' + id)) {
    if (performance.now() - began > 20000) throw new Error('the conversation did not come')
    await frame()
  }
  await frame()
  return performance.now() - began
}`

/** From the sending of a colleague's change to its being painted in one of the fifty browsers. */
async function watchChanges(page: Page, team: Team, seconds: number): Promise<number[]> {
  await page.goto(`${team.url}/conversations?view=open`, { waitUntil: 'load' })
  const ids: string[] = await page.evaluate(
    `[...document.querySelectorAll('#inbox-list .row__link')].slice(0, 20).map((link) => new URL(link.href).pathname.split('/').pop())`,
  )
  await page.evaluate(`(${observe})()`)
  const sent = await change(team, ids, seconds)
  await sleep(1_500)
  const seen: [string, number][] = await page.evaluate('window.seenChanges')
  const first = new Map(seen.toReversed())
  return sent.map(({ key, at }) => (first.get(key) ?? Number.POSITIVE_INFINITY) - at)
}

/** Runs in the page: notes when the name of somebody is painted at a conversation for the first time. */
const observe = `() => {
  window.seenChanges = []
  const note = () => requestAnimationFrame(() => {
    const at = performance.timeOrigin + performance.now()
    for (const chips of document.querySelectorAll('#inbox-list .chips[id]')) {
      const name = /Colega \\d+/.exec(chips.textContent)
      if (name) window.seenChanges.push([chips.id.slice(6) + name[0], at])
    }
  })
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true })
}`

/** Gives conversations to people, each pair once, so that what is seen can be told apart. */
async function change(team: Team, ids: readonly string[], seconds: number): Promise<{ key: string; at: number }[]> {
  const sent: { key: string; at: number }[] = []
  const answers: Promise<void>[] = []
  const began = performance.now()
  const count = Math.min(seconds * changesPerSecond, ids.length * (team.people.length - 1))
  for (let nth = 0; nth < count; nth += 1) {
    await sleep(Math.max(0, began + (nth * 1000) / changesPerSecond - performance.now()))
    const id = ids[nth % ids.length] ?? ''
    const to = team.people[1 + (Math.floor(nth / ids.length) % (team.people.length - 1))]
    const by = team.people[(nth * 7) % team.people.length]
    if (!to || !by) continue
    sent.push({ key: `${id}${to.name}`, at: performance.timeOrigin + performance.now() })
    answers.push(assign(team.url, by, id, to.id))
  }
  await Promise.all(answers)
  return sent
}
