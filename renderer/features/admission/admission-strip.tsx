import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { PatientStrip, type StripSum } from '../../frame/patient-strip.tsx';
import { formatMoney, formatRange } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

interface AdmissionStripProps {
  readonly view: AdmissionView;
  readonly door: AdmissionView['doors'][number] | undefined;
}

/** The strip before there is a stay: what is planned, and what the credit has. Sums appear once the stay is registered. */
export function AdmissionStrip({ view, door }: AdmissionStripProps) {
  const { t } = useTranslation(['admission', 'words']);
  const { patient, order, credit, expected } = view;
  const coverage = view.coverages.find(({ coverageId }) => coverageId === view.chosenCoverageId);
  const sums: StripSum[] = [
    { label: t('strip.plan'), value: formatMoney(order.plan.total) },
    { label: t('strip.limit'), value: credit.limit === null ? '—' : formatMoney(credit.limit) },
    { label: t('strip.available'), value: credit.available === null ? '—' : formatMoney(credit.available) },
    { label: t('strip.lock'), value: door?.lock == null ? '—' : formatMoney(door.lock), estimated: door?.lock != null },
    {
      label: t('strip.ownShare'),
      value: expected === null ? t('words:noEstimate') : formatRange(expected.inScopeOwnShare),
      estimated: expected !== null,
    },
    { label: t('strip.dueNow'), value: door?.dueNow == null ? '—' : formatMoney(door.dueNow), balance: true },
  ];
  const label =
    coverage === undefined
      ? '—'
      : coverage.selfPay
        ? coverage.schemeName
        : `${coverage.schemeName}·${coverage.personClassName}·${coverage.insuredPlaceName}`;
  return (
    <PatientStrip
      name={patient.name}
      person={t('words:person', { sex: t(`words:sex.${patient.sex}`), age: patient.age ?? '—' })}
      facts={[
        [t('words:stayNumber'), t('strip.numberLater')],
        [t('words:place'), `${order.department} ${order.ward}·${order.bed}`],
        [t('words:coverage'), label],
      ]}
      tags={
        <>
          <Tag tone="neutral">{t('words:registrationIs', { word: t('strip.notYet') })}</Tag>
          <Tag tone="state">{t('strip.toAdmit')}</Tag>
        </>
      }
      sums={sums}
    />
  );
}
