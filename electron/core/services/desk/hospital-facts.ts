import type { HospitalLevel } from '../../../../shared/model/settlement-case.ts';

/** This hospital, as rules and packs ask for it. */
export interface HospitalFacts {
  readonly region: string;
  readonly name: string;
  readonly level: HospitalLevel;
  /** Connected to direct settlement elsewhere; null: nobody said. */
  readonly networked: boolean | null;
  /** 门诊统筹定点; null: nobody said. */
  readonly designated: boolean | null;
}
