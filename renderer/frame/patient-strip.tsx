import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../ui/key-cap.tsx';

export interface StripSum {
  readonly label: string;
  readonly value: ReactNode;
  /** Stands before the sum: + − =. */
  readonly operator?: string;
  readonly estimated?: boolean;
  readonly ink?: 'ok' | 'offline' | 'rejected';
  readonly balance?: boolean;
}

interface PatientStripProps {
  readonly name: string;
  /** Opens everything known of him; left out on the page that shows it. */
  readonly onName?: () => void;
  readonly person: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly tags: ReactNode;
  readonly sums: readonly StripSum[];
}

/** Who it is about, and his money, at the same place on every screen. */
export function PatientStrip({ name, onName, person, facts, tags, sums }: PatientStripProps) {
  const { t } = useTranslation('frame');
  return (
    <section className="strip" aria-label={t('strip.label')}>
      <div className="who">
        <span className="name" title={name}>
          {name}
        </span>
        {onName !== undefined && (
          <button type="button" className="link file" onClick={onName}>
            {t('strip.file')} <KeyCap command="patient.open" />
          </button>
        )}
        <span>{person}</span>
        {facts.map(([label, value]) => (
          <span key={label} className="kv" title={value}>
            <i>{label}</i>
            {value}
          </span>
        ))}
        <span className="tags">{tags}</span>
      </div>
      <dl className="sums">
        {sums.map((sum) => (
          <Fragment key={sum.label}>
            {sum.operator !== undefined && (
              <span className="op" aria-hidden="true">
                {sum.operator}
              </span>
            )}
            <div className={`sum ${sum.balance === true ? 'balance' : ''}`}>
              <dt>{sum.label}</dt>
              <dd className={`${sum.estimated === true ? 'est' : ''} ${sum.ink === undefined ? '' : `ink-${sum.ink}`}`}>{sum.value}</dd>
            </div>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

/** No patient yet: the first key of every conversation. */
export function EmptyStrip() {
  const { t } = useTranslation('frame');
  return (
    <section className="strip" aria-label={t('strip.label')}>
      <div className="nobody">
        <b>{t('strip.nobody')}</b>
        <span>{t('strip.nobodySay')}</span>
      </div>
    </section>
  );
}
