import { writeBatch } from './writer.ts';

/** An invented outpatient's visit with its bill, as the hospital's system would send them. */
export interface VisitStory {
  readonly orderNo: string;
  readonly patient: { readonly name: string; readonly certNo: string; readonly sex: string; readonly birthOn: string };
  readonly visitedAt: string;
  readonly visitType?: 'ordinary' | 'chronic' | 'emergency';
  readonly lines: readonly VisitBillLine[];
}

export interface VisitBillLine {
  readonly no: string;
  readonly code: string;
  readonly name: string;
  readonly quantity?: string;
  readonly price: string;
  readonly amount: string;
  readonly of?: string;
}

export const PEOPLE = {
  示例未: { name: '示例未', certNo: '210302198406129918', sex: 'male', birthOn: '1984-06-12' },
  示例酉: { name: '示例酉', certNo: '210302195809039921', sex: 'female', birthOn: '1958-09-03' },
  示例申: { name: '示例申', certNo: '330204197508209919', sex: 'male', birthOn: '1975-08-20' },
  示例甲: { name: '示例甲', certNo: '210202197703159910', sex: 'male', birthOn: '1977-03-15' },
} as const;

const DEPT = { code: 'A03.04', name: '心内科门诊' };
const DOCTOR = { code: 'D210302000088', name: '示例门诊医师' };

/** 甲 20.00 and 880.00, 乙 300.00 with a first share of 30.00, 丙 50.00: total 1,250.00, in scope 1,170.00. */
export const USUAL_LINES: readonly VisitBillLine[] = [
  { no: '9001', code: '001102000010000-110200001', name: '普通门诊诊察费', price: '20.000000', amount: '20.00' },
  { no: '9002', code: '002501010150000-250101015', name: '血细胞分析(五分类)', quantity: '2.0000', price: '440.000000', amount: '880.00' },
  { no: '9003', code: 'XC09CAX111A001010100013', name: '缬沙坦胶囊 80mg×7', quantity: '3.0000', price: '100.000000', amount: '300.00' },
  { no: '9004', code: 'C14070321700001000000456', name: '一次性使用面罩(自费)', price: '50.000000', amount: '50.00' },
];

export const TARGETED: VisitBillLine = {
  no: '9005',
  code: 'XL01XEJ001A001010100011',
  name: '示例替尼片 0.1g×30(靶向)',
  price: '1000.000000',
  amount: '1000.00',
};

/** Two of three boxes go back to the pharmacy. */
export const TAKEN_BACK: VisitBillLine = {
  no: '9011',
  code: 'XC09CAX111A001010100013',
  name: '缬沙坦胶囊 80mg×7',
  quantity: '-2.0000',
  price: '100.000000',
  amount: '-200.00',
  of: '9003',
};

export function writeVisit(folder: string, { orderNo, patient, visitedAt, visitType = 'ordinary', lines }: VisitStory): string {
  const visit = {
    kind: 'visit',
    orderNo,
    patient: { ...patient, certType: '01', phone: null },
    visitedAt,
    visitType,
    dept: DEPT,
    doctor: DOCTOR,
    diagnosis: [{ code: 'I10.x00', name: '高血压', main: true }],
  };
  return writeBatch(folder, 'visit', [visit, ...lines.map((line) => chargeLine(orderNo, visitedAt, line))]);
}

/** More lines of a visit, or take-backs. */
export const writeVisitLines = (folder: string, orderNo: string, at: string, lines: readonly VisitBillLine[]): string =>
  writeBatch(
    folder,
    'visit-charges',
    lines.map((line) => chargeLine(orderNo, at, line)),
  );

const chargeLine = (orderNo: string, occurredAt: string, { no, code, name, quantity = '1.0000', price, amount, of }: VisitBillLine) => ({
  kind: 'charge',
  orderNo,
  lineNo: no,
  originalLineNo: of ?? null,
  occurredAt,
  itemCode: code,
  hospitalItemCode: code,
  name,
  quantity,
  unitPrice: price,
  amount,
  dept: DEPT,
  doctor: DOCTOR,
});
