import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Undoing } from './visit-next.ts';

interface UndoPanelProps {
  readonly view: VisitView;
  readonly undoing: Undoing;
  readonly onChange: (undoing: Undoing) => void;
}

/** Taking back: what will happen, and why it is done. */
export function UndoPanel({ view, undoing, onChange }: UndoPanelProps) {
  const { t } = useTranslation('visit');
  const id = useId();
  const rest = formatMoney(view.refund.restTotal);
  const say =
    undoing.kind === 'resettle'
      ? t('undo.resettleSay')
      : view.outcome === null
        ? t('undo.refundSelf', { rest })
        : view.lines.length === 0
          ? t('undo.refundAll')
          : t('undo.refundSay', { rest });
  return (
    <Panel title={t(`undo.${undoing.kind}Title`)}>
      <div className="body one-column">
        <p>{say}</p>
        <div className="fields one">
          <label className="required" htmlFor={id}>
            *{t('undo.reason')}
          </label>
          <Input
            id={id}
            autoFocus
            aria-label={t('undo.reason')}
            placeholder={t('undo.reasonHint')}
            required
            maxLength={200}
            autoComplete="off"
            value={undoing.reason}
            onChange={(event) => onChange({ ...undoing, reason: event.target.value })}
          />
        </div>
      </div>
    </Panel>
  );
}
