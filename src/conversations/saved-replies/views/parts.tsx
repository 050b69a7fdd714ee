import type { Child } from 'hono/jsx'
import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Chip } from '../../../ui/components/chip.tsx'
import { languageName } from '../../views/reading-words.ts'
import { countedTo, type SavedReply } from '../saved-reply.ts'
import { nameIn, variableNamed, variables } from '../variables.ts'

/** Whose it is. */
export const TeamChip = ({ t, team }: { t: T; team: SavedReply['team'] }) => (
  <Chip icon={team ? 'users-round' : 'users'}>{team?.name ?? t('conversations.saved-everybody')}</Chip>
)

export const LanguageChips = ({ t, texts }: { t: T; texts: SavedReply['texts'] }) => (
  <>
    {inOrder(t, texts).map(({ language }) => (
      <Chip icon="languages">{languageName(t, language)}</Chip>
    ))}
  </>
)

export const usesIn = (t: T, uses: number): string =>
  uses >= countedTo
    ? t('conversations.saved-uses-more', { count: countedTo })
    : t('conversations.saved-uses', { count: uses })

/** A text with its variables, or its gaps, set off. */
export const WithVariables = ({ text, gaps }: { text: string; gaps?: boolean }) => {
  const pieces: Child[] = text.split(gaps ? /(⟦[^⟦⟧\n]{1,40}⟧)/g : /(\{[^{}\n]{1,48}\})/g).map((piece) => {
    const name = piece.slice(1, -1).trim()
    if (!/^[⟦{]/.test(piece) || !variableNamed(name)) return piece
    return gaps ? <mark>{piece}</mark> : <span class="saved__variable">{piece}</span>
  })
  return <>{pieces}</>
}

/** Within a sentence: "en español", "in Spanish". */
export const languageInSentence = (t: T, language: string): string =>
  new Intl.DisplayNames([t.language], { type: 'language', fallback: 'code' }).of(language) ?? language

/** The reader's own language first. */
export const inOrder = (t: T, texts: SavedReply['texts']): SavedReply['texts'] =>
  texts.toSorted((a, b) => Number(b.language === t.language) - Number(a.language === t.language))

/** Somebody who may write none is not asked to. */
export const mayWriteSome = (viewer: Pick<Viewer, 'can' | 'teamIds'>): boolean =>
  viewer.can.has('saved-replies') || (viewer.can.has('team-replies') && viewer.teamIds.length > 0)

/** What may stand between braces, and what comes there. */
export const VariableList = ({ t }: { t: T }) => (
  <dl class="facts">
    {variables.map((variable) => (
      <div class="facts__one">
        <dt>
          <code class="query-text">{`{${nameIn(t.language, variable)}}`}</code>
        </dt>
        <dd>{t(`conversations.saved-variable-${variable}`)}</dd>
      </div>
    ))}
  </dl>
)
