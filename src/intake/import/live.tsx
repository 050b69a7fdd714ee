import type { Core } from '../../core/core.ts'
import type { RecordedEvent } from '../../core/events.ts'
import type { T } from '../../core/i18n/translator.ts'
import { findSome } from './import.ts'
import { ImportCard, importElement } from './views/import-card.tsx'
import { ImportRow, importRow } from './views/imports-page.tsx'

/** How far imports are, on the pages that show them. */
export function importFragments(core: Pick<Core, 'db'>): (events: readonly RecordedEvent[], t: T) => Promise<string> {
  return async (events, t) => {
    const ids = new Set(
      events.flatMap(({ kind, data }) =>
        kind.startsWith('import.') && typeof data.import === 'string' ? [data.import] : [],
      ),
    )
    if (ids.size === 0) return ''
    const imports = await findSome(core.db, [...ids])
    const drawn = imports.flatMap((it) => [
      replace(importElement(it), String(<ImportCard t={t} it={it} />)),
      replace(importRow(it), String(<ImportRow t={t} it={it} />)),
    ])
    return drawn.join('')
  }
}

const replace = (target: string, content: string): string =>
  `<turbo-stream action="replace" target="${target}"><template>${content}</template></turbo-stream>`
