import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../shared/contract/worklist-contract.ts';
import { CALL_OUTCOMES } from '../../../shared/model/work-step.ts';
import { FilingSteps } from '../../frame/filing-help.tsx';
import { clerksQuery, sessionQuery } from '../../ipc/desk-queries.ts';
import { ChoiceField, PickField, TextField } from '../../ui/field.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { nextField } from '../../ui/next-field.ts';
import { PanelSubmit } from '../../ui/panel-submit.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import type { WorkStep } from './use-work.ts';
import { matterOf, stepSay } from './work-words.ts';

export type WorkPanelKind = 'handOver' | 'note' | 'call';

interface WorkPanelProps {
  readonly item: WorkItem;
  readonly kind: WorkPanelKind;
  readonly busy: boolean;
  readonly onStep: (step: WorkStep) => void;
  readonly onClose: () => void;
}

/** What a person says or does about one row: a note, whose it is from now on, or how a call ended; and what was done so far. */
export function WorkPanel({ item, kind, busy, onStep, onClose }: WorkPanelProps) {
  const { t } = useTranslation(['worklist', 'words']);
  const fields = useRef<HTMLFieldSetElement>(null);
  const [words, setWords] = useState('');
  const [to, setTo] = useState('');
  const [outcome, setOutcome] = useState<(typeof CALL_OUTCOMES)[number] | null>(null);
  useEffect(() => fields.current?.querySelector('input')?.focus(), []);
  const said = words.trim();
  const written = said.length >= 2;
  const step: WorkStep | null =
    kind === 'note'
      ? written
        ? { kind: 'note', words: said }
        : null
      : kind === 'handOver'
        ? to === ''
          ? null
          : { kind: 'hand-over', to, words: said }
        : outcome === null
          ? null
          : { kind: 'call', outcome, words: said };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step !== null && !busy) onStep(step);
  };
  return (
    <SidePanel title={t(`panel.${kind}`)} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t(`panel.${kind}`)}>
        <p>
          <b className="strong">{item.patientName ?? '—'}</b> <span className="mut">{item.stayNumber}</span>
        </p>
        <p>{matterOf(item, t)}</p>
        {item.words !== null && <q className="words">{item.words}</q>}
        {kind === 'call' && <Telephone item={item} />}
        <fieldset ref={fields} className="fields one" onKeyDown={nextField}>
          {kind === 'handOver' && <ClerkField value={to} onChange={setTo} />}
          {kind === 'call' && (
            <ChoiceField
              name="call-outcome"
              label={t('panel.outcome')}
              required
              value={outcome}
              onChange={setOutcome}
              options={CALL_OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            />
          )}
          <TextField
            label={t(kind === 'note' ? 'panel.wordsNote' : 'panel.words')}
            required={kind === 'note'}
            most={300}
            value={words}
            onChange={setWords}
          />
        </fieldset>
        <div className="form-end">
          <PanelSubmit disabled={step === null || busy}>{t(kind === 'handOver' ? 'panel.saveHandOver' : 'panel.save')}</PanelSubmit>
          {kind === 'call' && (
            <Button size="large" disabled={!written || busy} onClick={() => onStep({ kind: 'put-aside', words: said })}>
              {t('panel.putAside')}
            </Button>
          )}
        </div>
        {kind === 'call' && <p className="mut small">{t('panel.putAsideSay')}</p>}
        <History item={item} />
        {item.matter === 'pre-no-filing' && kind === 'call' && (
          <div className="filing-help">
            <p>{t('panel.filingSay')}</p>
            <FilingSteps place={t('panel.homePlace')} />
          </div>
        )}
      </form>
    </SidePanel>
  );
}

function Telephone({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('worklist');
  const phone = item.facts['phone'] ?? '—';
  return phone === '—' ? (
    <p className="ink-offline">{t('panel.noPhone')}</p>
  ) : (
    <p className="telephone">
      {t('panel.phone')} <b>{phone}</b>
    </p>
  );
}

/** Anybody of this desk but himself. */
function ClerkField({ value, onChange }: { readonly value: string; readonly onChange: (clerkId: string) => void }) {
  const { t } = useTranslation(['worklist', 'session']);
  const { data: clerks } = useQuery(clerksQuery);
  const { data: session } = useQuery(sessionQuery);
  const others = (clerks?.clerks ?? []).filter(({ clerkId }) => clerkId !== session?.clerk?.clerkId);
  return (
    <PickField
      label={t('panel.to')}
      required
      wide={false}
      value={value}
      onChange={onChange}
      options={others.map(({ clerkId, name, role }) => ({ value: clerkId, label: `${name} · ${t(`session:role.${role}`)}` }))}
    />
  );
}

function History({ item: { steps } }: { readonly item: WorkItem }) {
  const { t } = useTranslation('worklist');
  return (
    <section aria-label={t('panel.history')}>
      <h3>{t('panel.history')}</h3>
      {steps.length === 0 ? (
        <p className="mut">{t('panel.noHistory')}</p>
      ) : (
        <ul className="work-steps">
          {steps.map((step) => (
            <li key={step.at + step.kind}>
              <span className="mut">{dayAndTime(step.at)}</span> {stepSay(step, t)} {step.words !== '' && <q>{step.words}</q>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
