import type { Translator } from './core/i18n/translator.ts'
import type { ProblemPage } from './core/problem.ts'
import { Button } from './ui/components/button.tsx'
import { Quiet } from './ui/quiet.tsx'

/** What went wrong, as a page: what happened, what was kept, what to do next. */
export const drawProblem =
  (translator: Translator): ProblemPage =>
  async (c, problem) => {
    const t = c.var.t ?? translator.for('en')
    const page = (
      <Quiet t={t} title={t('core.problem-title')}>
        <h1>{t('core.problem-title')}</h1>
        <p>{t.words(problem.words)}</p>
        <p>
          <Button href="/" variant="primary">
            {t('core.problem-back')}
          </Button>
        </p>
      </Quiet>
    )
    return String(await page)
  }
