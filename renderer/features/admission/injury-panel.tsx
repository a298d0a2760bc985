import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StayIdentity } from '../../../shared/contract/stay-contract.ts';
import { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { InjuryFinding } from '../../../shared/model/injury.ts';
import { call } from '../../ipc/client.ts';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

interface InjuryPanelProps {
  readonly encounterId: EncounterId;
  readonly injury: NonNullable<StayIdentity['injury']>;
}

/** 外伤: what was said and what 医保办 found; only its officer gives the finding. */
export function InjuryPanel({ encounterId, injury }: InjuryPanelProps) {
  const { t } = useTranslation('admission');
  const queryClient = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const [words, setWords] = useState('');
  const judge = useMutation({
    mutationFn: (finding: InjuryFinding) => call(worklistContract.finding, { encounterId, finding, words: words.trim() }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const officer = session?.clerk?.role === 'insurance-officer';
  return (
    <Panel title={t('injury.title')} note={t(`injury.payers.${injury.payer}`)}>
      <div className="body late">
        <Sign tone={injury.finding === null ? 'offline' : 'ok'}>{t(`injury.finding.${injury.finding ?? 'open'}`)}</Sign>
        {officer && (
          <p className="merge-line finding">
            <Input
              aria-label={t('injury.findingWords')}
              placeholder={t('injury.findingWords')}
              maxLength={300}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            {(['insured', 'other-payer'] as const).map((finding) => (
              <Button key={finding} disabled={words.trim().length < 2 || judge.isPending} onClick={() => judge.mutate(finding)}>
                {t(`injury.find.${finding}`)}
              </Button>
            ))}
          </p>
        )}
        {judge.isError && <ErrorLine error={judge.error} />}
      </div>
    </Panel>
  );
}
