import type { Db } from '../../core/database.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { csvCell, csvMark } from '../../lib/csv-cell.ts'
import { type Answer, findAnswers, type Wanted } from './find-answers.ts'
import { presentAnswer } from './present.ts'

const pageLength = 500

/** Every answer that is asked for, page by page: nothing is held but one page. */
export async function* takeHome(db: Db, wanted: Wanted): AsyncGenerator<Answer[]> {
  let { after } = wanted
  for (;;) {
    const page = await findAnswers(db, { ...wanted, after, limit: pageLength })
    yield page.answers
    if (!page.after) return
    after = page.after
  }
}

const columns = ['when', 'person', 'window', 'team', 'by', 'mark', 'words', 'address'] as const

/** As a CSV file, its columns named in the reader's language. */
export async function* asCsv(pages: AsyncIterable<readonly Answer[]>, t: T, publicUrl: string): AsyncGenerator<string> {
  yield `${csvMark}${columns.map((name) => csvCell(t(`survey.column-${name}`))).join(',')}\r\n`
  for await (const page of pages) yield page.map((answer) => lineOf(answer, publicUrl)).join('')
}

function lineOf(it: Answer, publicUrl: string): string {
  const address = `${publicUrl}/conversations/${it.conversationId}`
  const names = [it.person.name, it.channel.name, it.team?.name ?? '', it.user?.name ?? '']
  const cells = [it.markedAt.toISOString(), ...names, String(it.mark), it.words ?? '', address]
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** As one JSON list. */
export async function* asJson(pages: AsyncIterable<readonly Answer[]>, viewer: Viewer): AsyncGenerator<string> {
  let before = '['
  for await (const page of pages)
    for (const one of page) {
      yield `${before}\n${JSON.stringify(presentAnswer(one, viewer))}`
      before = ','
    }
  yield before === '[' ? '[]\n' : '\n]\n'
}
