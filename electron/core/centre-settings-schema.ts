import path from 'node:path';
import { z } from 'zod';
import { AID_CLASSES } from '../../shared/model/settlement-case.ts';

const seconds = z.number().positive().max(86_400);
const transaction = z.string().regex(/^\d{4}[A-Z]?$/);
const file = z.string().refine((name) => path.isAbsolute(name), 'an absolute path');

/** `cainfo` of the envelope: none unless the bureau wants one. */
const signatureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('sm3') }),
  z.strictObject({
    kind: z.literal('sm2'),
    privateKey: z.string().regex(/^[0-9a-fA-F]{64}$/),
    userId: z.string().max(64).default('1234567812345678'),
  }),
]);

/** The bureau's own certificate authority, and this hospital's certificate where the bureau asks for one. */
const tlsSchema = z
  .strictObject({
    authorityFile: file.optional(),
    certificateFile: file.optional(),
    keyFile: file.optional(),
    passphrase: z.string().optional(),
  })
  .refine(({ certificateFile, keyFile }) => (certificateFile === undefined) === (keyFile === undefined), {
    message: 'certificateFile and keyFile belong together',
    path: ['keyFile'],
  });

/** What the platform says in words, as a pattern (alternatives between "|"): it has no list of codes (interface reference §9). */
const words = (usual: string) =>
  z
    .string()
    .min(1)
    .refine((text) => isPattern(text), 'a pattern: words, with "|" between alternatives')
    .default(usual);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

const code = (usual: string) => z.string().min(1).max(6).default(usual);

/** Everything about the line to the centre that differs by province or city (interface reference §0.2): one section, nothing of it in code. */
export const centreSettingsSchema = z
  .strictObject({
    baseUrl: z.url({ protocol: /^https?$/ }),
    accountId: z.string().min(1),
    token: z.string().min(1),
    /** Hex of the gateway's signature. */
    signatureCase: z.enum(['lower', 'upper']).default('lower'),
    messageSignature: signatureSchema.default({ kind: 'none' }),
    tls: tlsSchema.optional(),
    interfaceVersion: z.string().min(1).max(6).default('V1.0'),
    receiverCode: z.string().min(1).max(10).default('99'),
    operatorNumber: z.string().min(1).max(30).default('desk'),
    operatorName: z.string().min(1).max(50).default('收费处'),
    /** What 9001 says of this computer; in some places only registered ones may sign in. */
    signIn: z
      .strictObject({
        mac: z.string().max(20).default('00-00-00-00-00-00'),
        ip: z.string().max(20).default('127.0.0.1'),
        /** true: nothing is sent while a sign-in is refused. false: it is tried, and what matters is what the next message hears. */
        enforced: z.boolean().default(false),
        /** Signed in again after so long, and on every new day. */
        lifeMinutes: z.number().positive().max(1_440).default(60),
        /** 9002: after it some platforms let nobody sign in again that day, so only at the real end of the day, or never. */
        signOut: z.enum(['never', 'day-end']).default('never'),
        signOutAtHour: z.int().min(0).max(23).default(23),
      })
      .prefault({}),
    /** Words of the platform that decide what is done next. */
    words: z
      .strictObject({
        notSignedIn: words('未签到|签到已失效|请先签到'),
        unknownPerson: words('未查询到人员|未参保|查无此人'),
        notFound: words('未查询到|不存在|未找到'),
        /** This very act, by its own number: not a stay somewhere else. */
        alreadyThere: words('已办理出院|住院号.*已办理入院|门诊号.*已挂号'),
        alreadyUndone: words('已冲正|已撤销|退费标志'),
        alreadySettled: words('已结算|重复结算'),
        notDischarged: words('未办理出院'),
        listThere: words('已上传|重复上传'),
        /** The lines there add up to something else. Not "no lines": they may be settled already, by somebody else. */
        chargesDiffer: words('(总额|合计|总费用|明细).*(不一致|不符|不相等|不等)'),
      })
      .prefault({}),
    /** Codes whose lists differ by place. */
    codes: z
      .strictObject({
        /** `opter_type`: a clerk. */
        operatorKind: z.string().min(1).max(3).default('1'),
        /** `psn_setlway`: by item. */
        settlementWay: code('01'),
        /** `refd_setl_flag` and `fixmedins_refd_setl_flag` of 3201 and 3202: sums of all settlements, those taken back among them. */
        statementRefundFlag: code('0'),
        /** `refd_setl_flag` of a row in the list of 3202: standing, and taken back. */
        rowStands: code('0'),
        rowReturned: code('1'),
        /** `fund_pay_type` of the basic pooled funds: their row of 2001 decides. */
        basicFunds: z.array(z.string().min(1).max(6)).min(1).default(['310100', '390100']),
      })
      .prefault({}),
    inputAsText: z.boolean().default(false),
    /** Path below /fsi/api/ by transaction, over the built-in list. `genericPath`: one path for all, where the bureau has only that. */
    paths: z.record(transaction, z.string().regex(/^[\w./-]+$/)).default({}),
    genericPath: z
      .string()
      .regex(/^[\w./-]+$/)
      .nullable()
      .default(null),
    connectSeconds: seconds.default(5),
    readSeconds: seconds.default(30),
    writeSeconds: seconds.default(90),
    linesPerUpload: z.int().min(1).max(100).default(50),
    /** What 2601 may take back here. Without 2304 in it a settlement whose answer was lost waits for a query or the statement. */
    reversible: z.array(transaction).default(['2207', '2304', '2401']),
    /** The platform's own codes of accumulated values (5206); "" where it has none: the value stays unknown. */
    accumulatorCodes: z
      .strictObject({
        stayCount: z.string().default(''),
        deductible: z.string().default(''),
        pooledFund: z.string().default(''),
        burden: z.string().default(''),
        /** The same two of ordinary outpatient care, which counts apart from stays. */
        outpatientDeductible: z.string().default(''),
        outpatientFund: z.string().default(''),
      })
      .prefault({}),
    /** The platform's codes of special identities (1101) and the class of assistance each means; others are told by their words. */
    hardshipCodes: z.record(z.string(), z.enum(AID_CLASSES)).default({}),
    /** Name of the field in which 6101 takes what the scanner read. */
    voucherField: z.string().min(1).default('ecQrCode'),
    ordinaryStayType: z.string().min(1).max(6).default('21'),
    dayCareStayType: z.string().min(1).max(6).default('21'),
    /** `med_type` of a visit: 普通门诊, 门诊慢特病, 急诊. */
    visitTypes: z
      .strictObject({
        ordinary: z.string().min(1).max(6).default('11'),
        chronic: z.string().min(1).max(6).default('14'),
        emergency: z.string().min(1).max(6).default('13'),
      })
      .prefault({}),
    dischargeBeforeSettlement: z.boolean().default(true),
    /** An admission made while the line was down is insured only when it arrives within these hours. */
    lateRegistrationHours: z.number().positive().default(24),
    statement: z
      .strictObject({
        /** How the bureau counts a cancellation in 3201. */
        cancellations: z.enum(['both-rows', 'net']).default('both-rows'),
        /** So many questions of one comparison at once. */
        lanes: z.int().min(1).max(16).default(4),
      })
      .prefault({}),
    /** 结算清单 (4101): off where the medical-records office sends it. National lists of `ntly`, `prfs` and `hi_paymtd` differ by place. */
    settlementList: z
      .strictObject({
        upload: z.boolean().default(false),
        /** Days after the settlement in which the bureau wants it. */
        withinDays: z.int().min(1).max(366).default(10),
        department: z.string().min(1).max(100).default('医保办'),
        person: z.string().min(1).max(50).default('医保办'),
        nationality: z.string().min(1).max(6).default('156'),
        profession: z.string().min(1).max(6).default('90'),
        paymentMethod: z.string().min(1).max(3).default('1'),
      })
      .prefault({}),
    /** When a settlement may be taken back (召回), and who must agree. */
    recall: z
      .strictObject({
        within: z.enum(['month', 'year', 'any']).default('month'),
        days: z.int().nonnegative().nullable().default(null),
        /** Also when its settlement list is at the bureau already. */
        afterList: z.boolean().default(true),
        /** Whose yes it takes: nobody's, the supervisor's, the insurance office's, or both. */
        approval: z.enum(['none', 'supervisor', 'insurance-officer', 'both']).default('supervisor'),
      })
      .prefault({}),
    /** Lists that are fetched every night (字典 1901, 医保目录 1312). `pageRows`: rows of one page. */
    download: z
      .strictObject({
        atHour: z.int().min(0).max(23).default(2),
        dictionaries: z.array(z.string().min(1).max(50)).default([]),
        catalogue: z.boolean().default(false),
        limitPrices: z.boolean().default(false),
        pageRows: z.int().min(1).max(1_000).default(100),
      })
      .prefault({}),
  })
  .refine(({ baseUrl, tls }) => tls === undefined || baseUrl.startsWith('https:'), {
    message: 'certificates belong to an https address',
    path: ['tls'],
  });
