import { negotiate } from './core/i18n/negotiate.ts'
import type { Translator } from './core/i18n/translator.ts'
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

/** The address to ask once more, where that may help and changes nothing. */
function mayTryAgain(c: Ctx, { status }: Problem): string | undefined {
  const { pathname, search } = new URL(c.req.url)
  // An address that begins with two slashes would lead to somebody else's.
  return status >= 500 && c.req.method === 'GET' && !pathname.startsWith('//') ? pathname + search : undefined
}
