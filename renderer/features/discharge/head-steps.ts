import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Exit } from '../../../shared/model/stay.ts';
import type { Step } from '../../frame/desk-page.tsx';
import type { Say } from '../../i18n/say.ts';

/** The four steps of the head: which is done, which is now, which a line keeps away. */
export function dischargeSteps(view: SettlementView, exit: Exit | null, t: Say): Step[] {
  const { strip, standing, prechecks, selfPay } = view;
  const alone = exit === 'self-pay' || selfPay !== null;
  const left = strip.state === 'left-unsettled' || strip.state === 'settling' || strip.state === 'settled';
  const checked = left || prechecks.every(({ standing: found }) => found !== 'blocked');
  const onLeave = (exit !== null && exit !== 'online') || alone || strip.state === 'left-unsettled';
  const asked = standing === 'pre-settled' || standing === 'final';
  return [
    { label: t('step.checks'), state: checked ? 'done' : 'now' },
    {
      label: t(alone ? 'step.selfPay' : onLeave && !asked ? 'step.quoteCut' : 'step.quote'),
      state: asked || selfPay !== null ? 'done' : alone ? 'now' : onLeave ? 'cut' : checked ? 'now' : 'later',
    },
    { label: t(onLeave ? 'step.leave' : 'step.confirm'), state: left ? 'done' : asked || onLeave ? 'now' : 'later' },
    { label: t(alone ? 'step.claim' : strip.state === 'left-unsettled' ? 'step.notice' : 'step.print'), state: left ? 'now' : 'later' },
  ];
}
