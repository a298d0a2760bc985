import { z } from 'zod';
import { USUAL_SCANNER } from '../../shared/identity/scan-burst.ts';
import { TILL_MEANS } from '../../shared/model/ledger.ts';
import { HOSPITAL_LEVELS, SCHEMES } from '../../shared/model/settlement-case.ts';
import { money } from '../../shared/money/money-schema.ts';
import { calendarDateSchema } from '../../shared/time/calendar-date.ts';
import { centreSettingsSchema } from './centre-settings-schema.ts';

const seconds = z.number().positive().max(86_400);
const loopback = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** Cards come from a folder of images (demo and tests), or from a reader at this computer (PC/SC). */
const readerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('image-folder'), folder: z.string().min(1), seconds: seconds.default(3) }),
  z.strictObject({
    kind: z.literal('pcsc'),
    /** The beginning of the reader's name, as the system lists it; without: the one that has the card. */
    readerName: z.string().min(1).nullable().default(null),
    seconds: seconds.default(3),
  }),
]);

/** How the keyboard scanners of this desk are set up; told from typing by speed unless they send a key of their own first. */
const scannerSchema = z.strictObject({
  prefix: z.string().min(2).nullable().default(USUAL_SCANNER.prefix),
  suffixes: z
    .array(z.string().min(2))
    .min(1)
    .default([...USUAL_SCANNER.suffixes]),
  gapMs: z.int().min(5).max(200).default(USUAL_SCANNER.gapMs),
  leastLength: z.int().min(1).max(100).default(USUAL_SCANNER.leastLength),
  mostLength: z.int().min(32).max(2_000).default(USUAL_SCANNER.mostLength),
});

/** The one settings.json of a desk. Everything that differs by province, hospital or window stands here, nothing of it in code. */
export const settingsSchema = z
  .strictObject({
    hospital: z.strictObject({
      /** National code of the institution. */
      code: z.string().regex(/^[A-Z0-9]{12}$/),
      name: z.string().min(1),
      region: z.string().regex(/^\d{6}$/),
      level: z.enum(HOSPITAL_LEVELS),
      /** Connected to the network of direct settlement elsewhere; null: nobody said. */
      networked: z.boolean().nullable().default(null),
      /** Designated for pooled outpatient care (门诊统筹定点); null: nobody said, so the desk asks. */
      designated: z.boolean().nullable().default(null),
    }),
    window: z.strictObject({
      /** Two digits, one of its own for each window of the hospital: message numbers and stay numbers hang on it. */
      number: z.string().regex(/^\d{2}$/),
      name: z.string().min(1),
    }),
    centre: centreSettingsSchema,
    bank: z.strictObject({ baseUrl: z.url(), clientId: z.string().min(1), secret: z.string().min(1), seconds: seconds.default(15) }),
    /** 聚合支付 (微信, 支付宝); without it codes cannot be charged here. */
    wallet: z
      .strictObject({ baseUrl: z.url(), merchant: z.string().min(1), secret: z.string().min(1), seconds: seconds.default(15) })
      .optional(),
    /** The window's card terminal, through the service beside it; without it slips are typed in. Its question may take a minute: card, PIN, line. */
    card: z
      .strictObject({ baseUrl: z.url(), terminal: z.string().min(1), secret: z.string().min(1), seconds: seconds.default(90) })
      .optional(),
    /** The hospital's platform of fiscal e-invoices; without it none is issued from here. */
    invoice: z
      .strictObject({
        baseUrl: z.url(),
        clientId: z.string().min(1),
        secret: z.string().min(1),
        seconds: seconds.default(15),
        /** 开票点. */
        placeCode: z.string().min(1),
        /** A settlement whose share is not wholly paid: its invoice waits, or may show what is owed (个人欠费). */
        arrears: z.enum(['hold', 'show']).default('hold'),
      })
      .optional(),
    his: z.strictObject({
      folder: z.string().min(1),
      /** HTTP push of the same batches, beside the folder; without it no port is opened. */
      http: z
        .strictObject({
          /** "127.0.0.1": only this computer; "0.0.0.0": the hospital's network. */
          host: z.string().min(1).default('127.0.0.1'),
          port: z.int().min(1).max(65_535),
          secret: z.string().min(16),
          mostMegabytes: z.int().min(1).max(256).default(32),
        })
        .optional(),
    }),
    /** 日终对账: where the lists of bank, wallets, card acquirer and invoice platform lie, and what their columns are called. */
    dayEnd: z
      .strictObject({
        folder: z.string().min(1).default('statements'),
        columns: z
          .strictObject({
            number: z.string().min(1).default('流水号'),
            key: z.string().min(1).default('商户单号'),
            channel: z.string().min(1).default('渠道'),
            kind: z.string().min(1).default('类型'),
            amount: z.string().min(1).default('金额'),
            at: z.string().min(1).default('交易时间'),
            state: z.string().min(1).default('状态'),
          })
          .prefault({}),
      })
      .prefault({}),
    reader: readerSchema,
    scanner: scannerSchema.prefault({}),
    /** Where families file for care elsewhere by phone: shown to them as a code to scan. */
    filingUrl: z.url().nullable().default(null),
    outbox: z
      .strictObject({
        /** A committed act may stay invisible to queries for a while: "absent" counts only after this and twice. */
        absentAfterSeconds: z.number().nonnegative().default(60),
        retrySeconds: z.array(seconds).min(1).default([2, 5, 15, 60, 300]),
        lanes: z.int().min(1).max(16).default(4),
      })
      .prefault({}),
    facts: z
      .strictObject({
        /** A value of the year older than this may have changed elsewhere: the estimate becomes a range. */
        freshForHours: z.number().positive().default(24),
      })
      .prefault({}),
    outpatient: z
      .strictObject({
        /** Days in which a visit that was paid in full may be given back and settled with the insurance (退费重结). */
        resettleDays: z.int().min(0).max(366).default(30),
      })
      .prefault({}),
    injury: z
      .strictObject({
        /** The filing clock of an injury. */
        filingHours: z.number().positive().max(720).default(48),
        /** While a third party may owe a stay: the whole of it self-paid until the finding, or only its lines. */
        thirdParty: z.enum(['whole-stay', 'lines']).default('whole-stay'),
      })
      .prefault({}),
    /** Papers that this hospital adds to a claim by hand, beside the usual four (rule Y-16). */
    manualClaim: z.strictObject({ papers: z.array(z.string().min(1).max(60)).max(20).default([]) }).prefault({}),
    /** 自动结算 of those who forgot to settle and have agreed to it (rule D-12): from this hour on, so many working days after the ward let them go. */
    autoSettle: z
      .strictObject({
        enabled: z.boolean().default(true),
        atHour: z.int().min(0).max(23).default(18),
        afterWorkingDays: z.int().min(1).max(10).default(2),
      })
      .prefault({}),
    /** What finance lets the desk risk with the bank's credit. */
    credit: z
      .strictObject({
        /** 待银行确认风险额度: so much may stand unconfirmed while the bank cannot be reached, all stays together. Nothing until finance names it. */
        unconfirmedCap: money.prefault('0.00'),
      })
      .prefault({}),
    /** The till's own rules. */
    till: z
      .strictObject({
        /** The hospital's published table of deposits by disease and coverage; '' for all other diseases. */
        depositTable: z
          .array(z.strictObject({ from: calendarDateSchema, disease: z.string().max(10), scheme: z.enum(SCHEMES), amount: money }))
          .default([]),
        usualFloat: money.prefault('1000.00'),
        /** How an amount with fen is paid in cash: not rounded, or to ten fen, five up. */
        cashRounding: z.enum(['none', 'jiao']).default('none'),
        /** Days in which each channel takes money back the way it came; later only by transfer. */
        refundDays: z.partialRecord(z.enum(TILL_MEANS), z.int().min(0)).default({ 'bank-card': 180, wechat: 365, alipay: 365 }),
      })
      .prefault({}),
    printing: z
      .strictObject({
        /** Socket or host:port of the printing service (CUPS); null: where it usually listens. */
        server: z.string().min(1).nullable().default(null),
        /** null: papers are only kept. */
        queue: z.string().min(1).nullable().default(null),
        /** Kinds of papers that have a printer of their own. */
        queues: z.record(z.string(), z.string().min(1)).default({}),
        seconds: seconds.default(10),
        /** Who lets a second copy of a paper that proves money be printed (补打). */
        reprint: z.enum(['supervisor', 'anyone']).default('supervisor'),
      })
      .prefault({}),
    lines: z
      .strictObject({
        /** A line that was quiet for so long is asked whether it is there. */
        proveSeconds: seconds.default(15),
      })
      .prefault({}),
    /** Changes of the factory key map, command to key. */
    keyMap: z.record(z.string(), z.string()).default({}),
    /** Public holidays and shifted working days for the 3-working-day clock, "YYYY-MM-DD". */
    holidays: z.array(z.iso.date()).default([]),
    /** Invented patients and a shifted clock. Only against lines on this computer: a drill never reaches the real books. */
    training: z.strictObject({ clockOffsetMs: z.int() }).optional(),
  })
  .refine(
    ({ training, centre, bank, wallet, card, invoice }) =>
      training === undefined ||
      [centre, bank, wallet ?? bank, card ?? bank, invoice ?? bank].every(({ baseUrl }) => loopback.test(baseUrl)),
    {
      message: 'training is allowed only against a centre, a bank, wallets and an invoice platform on this computer',
      path: ['training'],
    },
  );
export type Settings = z.output<typeof settingsSchema>;
