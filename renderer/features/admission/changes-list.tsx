import { useTranslation } from 'react-i18next';
import type { StayChanges } from '../../../shared/contract/change-contract.ts';
import { dayAndTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

/** 变更记录: what was changed, by whom, from what to what. */
export function ChangesList({ history }: { readonly history: StayChanges['history'] }) {
  const { t } = useTranslation('admission');
  return (
    <Panel title={t('change.history')} note={t('change.count', { count: history.length })}>
      <ul className="body merges" aria-label={t('change.history')}>
        {history.map(({ changeId, at, clerk, reason, transfer, fields }) => (
          <li key={changeId}>
            {dayAndTime(at)} {transfer && <Tag tone="state">{t('change.transfer')}</Tag>}{' '}
            {fields
              .map(({ field, before, after }) => t('change.fromTo', { field: t(`change.field.${field}`), before, after }))
              .join(t('common:semicolon'))}{' '}
            <span className="mut">{[clerk ?? t('change.byHospital'), reason].filter((part) => part !== '').join('·')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
