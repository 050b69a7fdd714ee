import { negotiate } from './core/i18n/negotiate.ts'
import type { T, Translator } from './core/i18n/translator.ts'
import type { Problem, ProblemPage } from './core/problem.ts'
import type { Ctx } from './core/web.ts'
import { Button } from './ui/components/button.tsx'
import { Quiet } from './ui/quiet.tsx'

/**
 * What went wrong, as a page: what happened, what was kept, what to do next. Where it went wrong before anybody was
 * known, in the language that the browser asks for.
 */
export const drawProblem =
  (translator: Translator): ProblemPage =>
  async (c, problem) => {
    const t = c.var.t ?? translator.for(negotiate(c.req.header('accept-language'), translator.languages))
    const frame = c.req.header('turbo-frame')
    if (frame)
      return String(
        await (
          <ProblemFrame
            t={t}
            id={frame}
            again={problem.status === 409 ? pathOf(c) : mayTryAgain(c, problem)}
            problem={problem}
          />
        ),
      )
    const again = mayTryAgain(c, problem)
    const page = (
      <Quiet t={t} title={t('core.problem-title')}>
        <h1>{t('core.problem-title')}</h1>
        <p>{t.words(problem.words)}</p>
        <div class="actions">
          {again && (
            <Button href={again} variant="primary" icon="rotate-ccw" data-turbo="false">
              {t('core.problem-again')}
            </Button>
          )}
          <Button href="/" variant={again ? 'soft' : 'primary'}>
            {t('core.problem-back')}
          </Button>
        </div>
      </Quiet>
    )
    return String(await page)
  }

/** In a part of a page that loads by itself the rest stays: the problem stands in that part alone. */
const ProblemFrame = ({ t, id, again, problem }: { t: T; id: string; again: string | undefined; problem: Problem }) => (
  <turbo-frame id={id}>
    <p class="soft">
      {t.words(problem.words)} {again && <a href={again}>{t('core.problem-again')}</a>}
    </p>
  </turbo-frame>
)

/** The address to ask once more, where that may help and changes nothing. */
const mayTryAgain = (c: Ctx, { status }: Problem): string | undefined => (status >= 500 ? pathOf(c) : undefined)

/** Undefined where asking again would do something. */
function pathOf(c: Ctx): string | undefined {
  const { pathname, search } = new URL(c.req.url)
  // An address that begins with two slashes would lead to somebody else's.
  return c.req.method === 'GET' && !pathname.startsWith('//') ? pathname + search : undefined
}
