import type { AidClass } from '../../../shared/model/settlement-case.ts';
import type { VisitType } from '../../../shared/model/visit.ts';
import type { WordTexts } from './refusal-words.ts';
import type { EnvelopeSettings } from './envelope.ts';

/** All that is provincial or the hospital's own about the line to the centre. */
export interface CentreSettings extends EnvelopeSettings {
  readonly baseUrl: string;
  readonly accountId: string;
  readonly token: string;
  readonly signatureCase: 'lower' | 'upper';
  readonly tls?: TlsFiles | undefined;
  readonly signIn: { readonly mac: string; readonly ip: string; readonly enforced: boolean; readonly lifeMinutes: number };
  readonly words: WordTexts;
  /** Codes whose lists differ by place. */
  readonly codes: {
    readonly operatorKind: string;
    readonly settlementWay: string;
    readonly statementRefundFlag: string;
    readonly rowStands: string;
    readonly rowReturned: string;
    readonly basicFunds: readonly string[];
  };
  readonly paths: Readonly<Record<string, string>>;
  readonly genericPath: string | null;
  readonly connectSeconds: number;
  /** Transactions that 2601 may take back here. */
  readonly reversible: readonly string[];
  readonly readSeconds: number;
  readonly writeSeconds: number;
  /** Name of the field in which 6101 takes the scanned text: it differs by province. */
  readonly voucherField: string;
  /** Class of assistance by the platform's code of a special identity, where its words do not tell. */
  readonly hardshipCodes: Readonly<Record<string, AidClass>>;
  readonly windowNumber: string;
  readonly windowName: string;
  /** `med_type` of an ordinary stay: 21 or 2101. */
  readonly ordinaryStayType: string;
  /** `med_type` of a day-care episode: it counts as a stay, unless the bureau has a type of its own for it. */
  readonly dayCareStayType: string;
  /** What the platform's codes of accumulated values mean; there is no national list. */
  readonly accumulatorCodes: {
    readonly stayCount: string;
    readonly deductible: string;
    readonly pooledFund: string;
    readonly burden: string;
    readonly outpatientDeductible: string;
    readonly outpatientFund: string;
  };
  readonly settlementList: {
    readonly department: string;
    readonly person: string;
    readonly nationality: string;
    readonly profession: string;
    readonly paymentMethod: string;
  };
  /** `med_type` of each kind of visit. */
  readonly visitTypes: Readonly<Record<VisitType, string>>;
}

/** Files of a line with certificates, absolute. */
export interface TlsFiles {
  readonly authorityFile?: string | undefined;
  readonly certificateFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly passphrase?: string | undefined;
}

/** What the adapter takes from outside itself. */
export interface CentreTools {
  /** A number that was never given before: institution 12, time 14, window 2, counter 2. */
  readonly nextMessageId: () => string;
  readonly milliseconds: () => number;
  /** Every exchange with the line, for its light. `clockWrongBy`: seconds, when the centre refused our clock. */
  readonly heard: (event: { readonly reached: boolean; readonly tookMs: number; readonly clockWrongBy: number | null }) => void;
}
