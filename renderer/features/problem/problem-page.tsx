import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { deskContract } from '../../../shared/contract/desk-contract.ts';

/** What the core says in one word and we say in a sentence. */
const WORDED: ReadonlySet<string> = new Set(['(file)', 'missing', 'not JSON']);

type Problem = NonNullable<z.output<typeof deskContract.problem.response>['problem']>;

/** The desk cannot work at all: what is wrong, where exactly, and who does what now. */
export function ProblemPage({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation(['session', 'errors']);
  const { code, details } = problem;
  return (
    <div className="door-page">
      <main>
        <section className="card wide" role="alert" aria-label={t('problem.title')}>
          <h1 className="ink-rejected">{t(`errors:${code}.what`, { ...details })}</h1>
          <p>{t(`errors:${code}.do`, { ...details })}</p>
          <dl>
            {Object.entries(details).map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{t(`problem.detail.${name}`, name)}</dt>
                <dd>{WORDED.has(String(value)) ? t(`problem.value.${value}`) : value}</dd>
              </div>
            ))}
          </dl>
          <p className="trace">{code}</p>
        </section>
      </main>
    </div>
  );
}
