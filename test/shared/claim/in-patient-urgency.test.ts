import { describe, expect, it } from 'vitest';
import { type InPatientFacts, inPatientUrgency, isLeaving } from '../../../shared/claim/in-patient-urgency.ts';
import type { CalendarDate, Instant } from '../../../shared/time/calendar-date.ts';

const NOW = '2023-06-13T02:00:00.000Z' as Instant;
const TODAY = '2023-06-13' as CalendarDate;
const QUIET: InPatientFacts = {
  state: 'in-hospital',
  unknown: false,
  refused: false,
  deadlineAt: null,
  settleBy: null,
  short: false,
  expectedLeaveOn: null,
};
const of = (change: Partial<InPatientFacts>) => inPatientUrgency({ ...QUIET, ...change }, NOW, TODAY);

describe('what is most urgent with somebody in hospital', () => {
  it('an unknown outcome goes before a refusal, a refusal before a deadline, and so on down to nothing', () => {
    const all: Partial<InPatientFacts> = {
      unknown: true,
      refused: true,
      deadlineAt: '2023-06-13T03:00:00.000Z' as Instant,
      short: true,
      expectedLeaveOn: '2023-06-14' as CalendarDate,
    };
    expect(of(all)).toBe('unknown');
    expect(of({ ...all, unknown: false })).toBe('refused');
    expect(of({ ...all, unknown: false, refused: false })).toBe('late');
    expect(of({ ...all, unknown: false, refused: false, deadlineAt: null })).toBe('short');
    expect(of({ expectedLeaveOn: '2023-06-14' as CalendarDate })).toBe('leaving');
    expect(of({})).toBe('none');
  });

  it('a deadline is urgent six hours before, one that is farther is not', () => {
    expect(of({ deadlineAt: '2023-06-13T08:00:00.000Z' as Instant })).toBe('late');
    expect(of({ deadlineAt: '2023-06-13T08:00:00.001Z' as Instant })).toBe('none');
  });

  it('who left must be settled by his day; who may leave is to be settled before anybody is dunned', () => {
    expect(of({ state: 'left-unsettled', settleBy: '2023-06-13' as CalendarDate })).toBe('late');
    expect(of({ state: 'left-unsettled', settleBy: '2023-06-14' as CalendarDate })).toBe('none');
    expect(of({ state: 'ward-discharged', short: true })).toBe('to-settle');
  });

  it('leaving is today, tomorrow, or by the ward’s word; never the day after', () => {
    const leaves = (day: string) => isLeaving({ state: 'in-hospital', expectedLeaveOn: day as CalendarDate }, TODAY);
    expect([leaves('2023-06-13'), leaves('2023-06-14'), leaves('2023-06-15')]).toEqual([true, true, false]);
    expect(isLeaving({ state: 'left-unsettled', expectedLeaveOn: TODAY }, TODAY)).toBe(false);
  });
});
