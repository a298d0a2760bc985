import { useTranslation } from 'react-i18next';
import type { ClerkView } from '../../../shared/contract/session-contract.ts';

interface ClerkListProps {
  readonly clerks: readonly ClerkView[];
  readonly chosen: string | null;
  readonly onPick: (clerkId: string) => void;
}

/** The first nine by their digit, all by the mouse or the arrow keys. */
export function ClerkList({ clerks, chosen, onPick }: ClerkListProps) {
  const { t } = useTranslation('session');
  if (clerks.length === 0) return null;
  return (
    <fieldset>
      <legend>{t('clerk')}</legend>
      {clerks.map(({ clerkId, name, role }, index) => (
        <label key={clerkId} className={`clerk ${clerkId === chosen ? 'chosen' : ''}`}>
          <input type="radio" name="clerk" aria-label={name} checked={clerkId === chosen} onChange={() => onPick(clerkId)} />
          {index < 9 && <span className="digit">{index + 1}</span>}
          {name}
          <em>{t(`role.${role}`)}</em>
        </label>
      ))}
    </fieldset>
  );
}
