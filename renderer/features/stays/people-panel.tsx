import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { patientContract } from '../../../shared/contract/patient-contract.ts';
import { call } from '../../ipc/client.ts';
import { go } from '../../routes.ts';
import { dayAndTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

/** Whom this desk knows by that name or number, with or without a stay: Enter or a click opens his page. */
export const peopleQuery = (search: string) => ({
  queryKey: ['people', search],
  queryFn: () => call(patientContract.find, { search }),
  enabled: search !== '',
});

export function PeoplePanel({ search }: { readonly search: string }) {
  const { t } = useTranslation(['stays', 'words']);
  const { data } = useQuery(peopleQuery(search));
  const people = data?.people ?? [];
  if (search === '' || people.length === 0) return null;
  return (
    <Panel title={t('people.title')} note={t('count', { count: people.length })} className="people">
      <div className="scroll">
        <table aria-label={t('people.title')}>
          <tbody>
            {people.map(({ patientId, name, sex, age, maskedCertNumber, seenAt, openStay }) => (
              <tr key={patientId} className="pickable" onClick={() => go({ page: 'patients-person', patientId })}>
                <th scope="row" className="strong">
                  <button type="button" className="link" data-person={patientId}>
                    {name}
                  </button>
                </th>
                <td>{t('words:person', { sex: t(`words:sex.${sex}`), age: age ?? '—' })}</td>
                <td>{maskedCertNumber}</td>
                <td className="mut">{t('people.seen', { at: dayAndTime(seenAt) })}</td>
                <td>{openStay === null ? t('people.noStay') : t('people.inHospital', { number: openStay.stayNumber })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
