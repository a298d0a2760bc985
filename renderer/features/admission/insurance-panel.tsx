import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type StayInsurance, stayInsuranceContract } from '../../../shared/contract/stay-insurance-contract.ts';
import { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign, type Tone } from '../../ui/tag.tsx';
import { FilingBox } from './filing-box.tsx';

export const useStayInsurance = (encounterId: EncounterId) =>
  useQuery({ queryKey: ['stay-insurance', encounterId], queryFn: () => call(stayInsuranceContract.view, { encounterId }) });

/** Asks the centre again, and sends a refused registration once more. */
export function useInsuranceActs(encounterId: EncounterId) {
  const queryClient = useQueryClient();
  const again = { onSettled: () => queryClient.invalidateQueries() };
  const recheck = useMutation({ mutationFn: () => call(stayInsuranceContract.recheck, { encounterId }), ...again });
  const sendAgain = useMutation({ mutationFn: (actId: number) => call(worklistContract.sendAgain, { actId }), ...again });
  return { recheck, sendAgain, failed: recheck.error ?? sendAgain.error };
}

const PROOFS: Readonly<Record<NonNullable<StayInsurance['proof']>['result'], Tone>> = {
  verified: 'ok',
  offline: 'offline',
  lapsed: 'rejected',
};

interface InsurancePanelProps {
  readonly insurance: StayInsurance;
  /** false: the last time it was asked, the centre did not answer. */
  readonly reached: boolean;
  /** What can be done about it. */
  readonly children: ReactNode;
}

/** 待遇与备案 of an admitted stay: whether it is covered, what is filed, what filing would change, what the centre refused. */
export function InsurancePanel({ insurance: { coverage, proof, filing, planTotal, refused }, reached, children }: InsurancePanelProps) {
  const { t } = useTranslation('admission');
  return (
    <Panel
      title={t('insured.title')}
      note={`${coverage.schemeName} · ${coverage.insuredPlaceName}`}
      aside={proof !== null && t('insured.at', { at: dayAndTime(proof.at) })}
    >
      <div className="body late">
        {!reached && <p className="ink-offline">{t('insured.notReached')}</p>}
        <p>
          <Sign tone={proof === null ? 'neutral' : PROOFS[proof.result]}>{t(`insured.${proof?.result ?? 'noProof'}`)}</Sign>
        </p>
        {proof?.result === 'lapsed' && (
          <>
            {proof.reason !== null && <q className="words">{proof.reason}</q>}
            <p>{t('insured.lapsedDo')}</p>
          </>
        )}
        {refused !== null && (
          <p>
            <Sign tone="rejected">{t('insured.refused')}</Sign> {refused.words !== null && <q>{refused.words}</q>}
          </p>
        )}
        {filing !== null && <FilingBox filing={filing} total={formatMoney(planTotal)} />}
        <div className="panel-acts">{children}</div>
      </div>
    </Panel>
  );
}
