import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { Sign } from '../../ui/tag.tsx';
import { usePremium } from './admission-queries.ts';
import { dayIn } from './entry.ts';

interface PremiumLineProps {
  readonly coverageId: string;
  readonly premium: NonNullable<AdmissionView['premium']>;
}

/** 待遇等待期: from when the premium counts, by the day on his receipt. */
export function PremiumLine({ coverageId, premium: { paidOn, benefitFrom } }: PremiumLineProps) {
  const { t } = useTranslation('admission');
  const [text, setText] = useState('');
  const save = usePremium();
  const day = dayIn(text);
  return (
    <p className="consent premium">
      <Sign tone={paidOn === null ? 'offline' : 'neutral'}>
        {paidOn === null ? t('premium.ask') : t('premium.from', { paidOn, from: benefitFrom ?? '' })}
      </Sign>
      <Input
        className="short"
        aria-label={t('premium.paidOn')}
        placeholder={t('premium.placeholder')}
        maxLength={10}
        autoComplete="off"
        status={text.length === 10 && day === null ? 'error' : ''}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        size="small"
        disabled={day === null || save.isPending}
        onClick={() => day !== null && save.mutate({ coverageId, paidOn: day })}
      >
        {t('premium.save')}
      </Button>
      {save.isError && <ErrorLine error={save.error} />}
    </p>
  );
}
