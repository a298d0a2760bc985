import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncounterId } from '../../shared/identity/ids.ts';
import { sessionQuery } from '../ipc/desk-queries.ts';
import { ActionButton } from './action-button.tsx';
import { AdoptPanel } from './adopt-panel.tsx';

/** Behind a refusal a settlement may stand at the centre: who decides may take it over by its number. Nothing for anybody else. */
export function AdoptButton({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('discharge');
  const { data: session } = useQuery(sessionQuery);
  const [open, setOpen] = useState(false);
  const decides = session?.clerk?.role === 'supervisor' || session?.clerk?.role === 'insurance-officer';
  if (!decides) return null;
  return (
    <>
      <ActionButton command="settlement.adopt" run={() => setOpen(true)}>
        {t('adopt.open')}
      </ActionButton>
      {open && <AdoptPanel encounterId={encounterId} onClose={() => setOpen(false)} />}
    </>
  );
}
