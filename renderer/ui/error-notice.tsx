import { useTranslation } from 'react-i18next';
import { DeskError, isDeskError } from '../ipc/desk-error.ts';
import { Block } from './block.tsx';
import { ActionButton } from './action-button.tsx';

/** How the page meets each kind of failure: colour, sign, and whether asking again can help. */
const LOOK = {
  validation: ['rejected', 'no', false],
  permission: ['rejected', 'lock', false],
  'not-found': ['plain', 'minus', true],
  conflict: ['plain', 'warn', true],
  rule: ['rejected', 'no', false],
  device: ['offline', 'warn', false],
  interrupted: ['offline', 'warn', true],
  gateway: ['offline', 'cut', true],
  unknown: ['unknown', 'lock', false],
  rejected: ['rejected', 'no', false],
  storage: ['rejected', 'no', false],
  bug: ['rejected', 'no', true],
} as const;

interface ErrorNoticeProps {
  readonly error: Error;
  readonly onRetry?: (() => void) | undefined;
}

/** What happened and what to do, in one sentence each; the code and the number for support stay small. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { t } = useTranslation(['errors', 'common']);
  const known = error instanceof DeskError ? error : undefined;
  const code = known?.code ?? 'app.bug';
  const [tone, icon, mayRetry] = LOOK[known?.kind ?? 'bug'];
  const words = known?.details['words'];
  return (
    <Block tone={tone} icon={icon} title={t(`errors:${code}.what`, { ...known?.details })}>
      {typeof words === 'string' && <q>{words}</q>}
      <p>{t(`errors:${code}.do`, { ...known?.details })}</p>
      {mayRetry && onRetry !== undefined && (
        <ActionButton command="refresh" run={onRetry}>
          {t('common:retry')}
        </ActionButton>
      )}
      <p className="trace">
        {code}
        {known !== undefined && ` · ${known.correlationId}`}
      </p>
    </Block>
  );
}

/** The same inside a form or beside a button: one line. */
export function ErrorLine({ error }: { readonly error: Error }) {
  const { t } = useTranslation('errors');
  const code = isDeskError(error) ? error.code : 'app.bug';
  const details = isDeskError(error) ? error.details : {};
  return (
    <p className="error-line" role="alert">
      <b>{t(`${code}.what`, { ...details })}</b> {t(`${code}.do`, { ...details })}
      <span className="trace">
        {code}
        {isDeskError(error) && ` · ${error.correlationId}`}
      </span>
    </p>
  );
}
