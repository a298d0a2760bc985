import { useTranslation } from 'react-i18next';
import type { Strip } from '../../shared/contract/common-schemas.ts';
import { useCommand } from '../commands/use-command.ts';
import type { Say } from '../i18n/say.ts';
import { go } from '../routes.ts';
import { formatMoney, formatRange, isExact } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { PatientStrip, type StripSum } from './patient-strip.tsx';

const STAY_TONES: Readonly<Record<Strip['state'], Tone>> = {
  registered: 'state',
  'in-hospital': 'state',
  'ward-discharged': 'state',
  'left-unsettled': 'offline',
  settling: 'unknown',
  settled: 'ok',
  cancelled: 'neutral',
};
const REGISTRATION_TONES: Readonly<Record<Strip['registration'], Tone>> = {
  none: 'neutral',
  waiting: 'queued',
  unknown: 'unknown',
  acknowledged: 'ok',
  rejected: 'rejected',
  reversed: 'neutral',
};

export function StayTag({ state, short = false }: { readonly state: Strip['state']; readonly short?: boolean }) {
  const { t } = useTranslation('words');
  return <Tag tone={STAY_TONES[state]}>{short ? t(`stayShort.${state}`) : t(`stay.${state}`)}</Tag>;
}

export function RegistrationTag({
  registration,
  short = false,
}: {
  readonly registration: Strip['registration'];
  readonly short?: boolean;
}) {
  const { t } = useTranslation('words');
  const word = t(`registration.${registration}`);
  return <Tag tone={REGISTRATION_TONES[registration]}>{short ? word : t('registrationIs', { word })}</Tag>;
}

/** How far the money reaches, in a colour and in a word. */
export function balanceLook(balance: NonNullable<Strip['balance']>): {
  readonly ink: 'ok' | 'offline' | 'rejected';
  readonly word: string;
} {
  if (!balance.least.isNegative()) return { ink: 'ok', word: 'enough' };
  return balance.most.isNegative() ? { ink: 'rejected', word: 'short' } : { ink: 'offline', word: 'maybe' };
}

/** The strip of a registered stay. The core has done the sum; here it is only written out. */
export function EncounterStrip({ strip }: { readonly strip: Strip }) {
  const { t } = useTranslation('words');
  const { patient } = strip;
  const person = t('person', { sex: t(`sex.${patient.sex}`), age: patient.age ?? '—' });
  const openFile = () => go({ page: 'patients-person', patientId: patient.patientId });
  useCommand('patient.open', openFile);
  return (
    <PatientStrip
      name={patient.name}
      onName={openFile}
      person={person}
      facts={factsOf(strip, t)}
      tags={
        <>
          <RegistrationTag registration={strip.registration} />
          {strip.careKind === 'inpatient' && <StayTag state={strip.state} />}
        </>
      }
      sums={strip.careKind === 'inpatient' ? sumsOf(strip, t) : visitSums(strip, t)}
    />
  );
}

function factsOf(strip: Strip, t: Say): (readonly [string, string])[] {
  const coverage = [t('coverage'), strip.coverageLabel] as const;
  if (strip.careKind === 'outpatient') return [[t('visitNumber'), strip.stayNumber], [t('visitPlace'), strip.department], coverage];
  return [
    [t('stayNumber'), strip.stayNumber],
    [t('place'), `${strip.department}·${strip.bed}`],
    coverage,
    [t('doorLabel'), t(`door.${strip.door}`)],
  ];
}

/** Of a visit nothing is held beforehand: what it costs, and what of it is the patient's. */
function visitSums(strip: Strip, t: Say): StripSum[] {
  const { expectedBurden, final } = strip;
  return [
    { label: t('chargesTotal'), value: formatMoney(strip.chargesTotal) },
    {
      label: t(final ? 'burdenFinal' : 'burdenEstimate'),
      value: <Burden strip={strip} none={t('noEstimate')} />,
      estimated: !final && expectedBurden !== null,
    },
  ];
}

function sumsOf(strip: Strip, t: Say): StripSum[] {
  const { expectedBurden, balance, final } = strip;
  const lock = strip.creditState === 'locked' ? t('lock') : t('lockIs', { word: t(`creditState.${strip.creditState}`) });
  const burdenLabel = t(strip.selfPay ? 'burdenAlone' : final ? 'burdenFinal' : 'burdenEstimate');
  const look = balance === null ? undefined : balanceLook(balance);
  return [
    { label: t('chargesTotal'), value: formatMoney(strip.chargesTotal) },
    { label: t('deposit'), value: formatMoney(strip.depositBalance) },
    { label: lock, value: formatMoney(strip.creditLocked), operator: '+' },
    {
      label: burdenLabel,
      value: <Burden strip={strip} none={t('noEstimate')} />,
      operator: '−',
      estimated: !final && expectedBurden !== null,
    },
    {
      label: look === undefined ? t('balance') : t(`balanceIs.${look.word === 'short' && isWaived(strip) ? strip.door : look.word}`),
      value: balance === null ? '—' : formatRange(balance),
      operator: '=',
      balance: true,
      estimated: !final && balance !== null && !isExact(balance),
      ...(look === undefined ? {} : { ink: look.ink }),
    },
  ];
}

/** Short by design: nobody asks him for money while he lies here. */
const isWaived = ({ door, final }: Strip): boolean => !final && (door === 'green-channel' || door === 'exemption');

function Burden({ strip, none }: { readonly strip: Strip; readonly none: string }) {
  if (strip.expectedBurden === null) return none;
  return (
    <>
      {strip.final && <Icon name="ok" />} {formatRange(strip.expectedBurden)}
    </>
  );
}
