import { z } from 'zod';
import { AMOUNT_TEXT, Money, QUANTITY_TEXT, UNIT_PRICE_TEXT } from './money.ts';
import { RATE_TEXT, Rate } from './rate.ts';

/** An amount in a file: text, so that no reader makes a float of it and JSON Schema can be generated. */
export const amountTextSchema = z
  .string()
  .regex(AMOUNT_TEXT, 'no amount: write yuan with two decimals, "1500.00"')
  .refine((text) => !AMOUNT_TEXT.test(text) || Money.read(text) !== undefined, 'beyond any amount of money');
/** A share of one in a file: "0.8500". */
export const rateTextSchema = z
  .string()
  .regex(RATE_TEXT, 'no rate: write a share of one with four decimals, "0.8500" for 85 %')
  .refine((text) => !RATE_TEXT.test(text) || Rate.read(text) !== undefined, 'a share of one lies between 0 and 1');
/** A quantity: four decimals, negative on a take-back. */
export const quantityTextSchema = z.string().regex(QUANTITY_TEXT);
/** A unit price: six decimals, not negative. */
export const unitPriceTextSchema = z.string().regex(UNIT_PRICE_TEXT, 'no unit price: write yuan with six decimals, "120.000000"');

/** An amount in a contract: text on the port, Money on both sides. Never throws: a bad amount is an issue. */
export const money = z.codec(
  amountTextSchema,
  z.custom<Money>((value) => value instanceof Money),
  { decode: (text) => Money.parse(text), encode: (amount) => amount.toString() },
);

/** A rate in a contract or a file: text outside, Rate inside. */
export const rate = z.codec(
  rateTextSchema,
  z.custom<Rate>((value) => value instanceof Rate),
  { decode: (text) => Rate.parse(text), encode: (share) => share.toString() },
);
