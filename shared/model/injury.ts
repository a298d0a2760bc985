import type { Instant } from '../time/calendar-date.ts';
import type { OtherPayerKind } from './settlement-case.ts';

/** Who else may owe the stay: 工伤保险, 第三人, 公共卫生; none: basic insurance alone. */
export const INJURY_PAYERS = ['none', 'work-injury', 'third-party', 'public-health'] as const satisfies readonly (
  | OtherPayerKind
  | 'none'
)[];

/** What the patient, or whoever acts for him, said of an injury. Words name no fault. Personal data. */
export interface InjuryStatement {
  readonly injured: boolean;
  readonly otherPayer: (typeof INJURY_PAYERS)[number];
  readonly extent: 'none' | 'some-lines' | 'all-lines';
  readonly happenedAt: Instant | null;
  readonly words: string;
  /** The promise (承诺书) that what was said is true is signed. */
  readonly promised: boolean;
}

/** Whose one charge line is. What is another's stays on the hospital's bill and never goes to the centre. */
export const CHARGE_PAYERS = ['insurance', 'other'] as const;
export type ChargePayer = (typeof CHARGE_PAYERS)[number];

/** 医保办's finding: basic insurance pays, or somebody else does. */
export const INJURY_FINDINGS = ['insured', 'other-payer'] as const;
export type InjuryFinding = (typeof INJURY_FINDINGS)[number];
