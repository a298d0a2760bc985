import { expect, it } from 'vitest';
import { totalMustAgree } from '../../../../electron/core/centre/before-sending.ts';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { careOf, eligibilityInput } from '../../../../electron/core/centre/message-codec.ts';
import type { CentreContent } from '../../../../electron/core/ports/centre-gateway.ts';
import type { VisitSettlementContent } from '../../../../electron/core/ports/outpatient.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { CentreWords } from '../../../../electron/core/centre/refusal-words.ts';
import type { Split } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';

const settings = {
  hospitalCode: 'H1',
  ordinaryStayType: '21',
  dayCareStayType: '2106',
  visitTypes: { ordinary: '11', chronic: '14', emergency: '13' },
} as CentreSettings;
const insured = { personNumber: 'P1', schemeCode: '310', insuredPlaceCode: '210200' } as CentreContent['insured'];

it.each([
  [{ kind: 'admission', order: { careKind: 'day-care' } }, '2106'],
  [{ kind: 'admission', order: { careKind: 'inpatient' } }, '21'],
  [{ kind: 'charges', careKind: 'day-care' }, '2106'],
  [{ kind: 'discharge', order: { careKind: 'day-care' } }, '2106'],
  [{ kind: 'settlement', careKind: 'day-care' }, '2106'],
  [{ kind: 'visit-settlement', visitType: 'chronic' }, '14'],
])('2001 is asked for the care that the act is about: %o', (content, medType) => {
  const input = eligibilityInput(settings, insured, '2023-06-13T02:00:00.000Z' as Instant, careOf(content as CentreContent));
  expect(input).toMatchObject({ data: { med_type: medType } });
});

/** A centre that answers 2206 with this total and knows no settlement. */
const platform = (total: string) => ({
  words: {} as CentreWords,
  ask: () => Promise.reject(new AppError('rejected', 'centre.rejected', 'none', { words: '未查询到结算信息' })),
  preSettle: () => Promise.reject(new Error('2303 is of a stay')),
  preSettleVisit: async () => ({ total: Money.parse(total) }) as Split,
});

it('a visit is not settled over a total that the centre does not have (2206 before 2207)', async () => {
  const content = { kind: 'visit-settlement', insured, visitNumber: 'M1', total: Money.parse('12.00') } as VisitSettlementContent;
  await totalMustAgree(platform('12.00'), content);
  const details = { words: '预结算总额 11.00', because: 'charges-total' };
  await expect(totalMustAgree(platform('11.00'), content)).rejects.toMatchObject({ kind: 'rejected', details });
});
