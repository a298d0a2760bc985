import { hospitalText, type Instant, plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson } from '../ports/centre-gateway.ts';
import type { CataloguePage, DecodedVoucher, DictionaryEntry, ReadingGateway, Registration } from '../ports/reading-gateway.ts';
import type { CentreSettings } from './centre-settings.ts';
import type { HttpCentre } from './http-centre.ts';
import {
  catalogueInput,
  dictionaryInput,
  readCatalogue,
  readChronic,
  readDictionary,
  readFixed,
  readTransfers,
  readVoucher,
} from './reading-codec.ts';

const YEAR_MS = 365 * 86_400_000;

/** What is only read of the centre, over the same line as everything else. */
export class HttpReading implements ReadingGateway {
  readonly #centre: HttpCentre;
  readonly #settings: CentreSettings;

  constructor(centre: HttpCentre, settings: CentreSettings) {
    this.#centre = centre;
    this.#settings = settings;
  }

  async dictionary(name: string, on: string): Promise<readonly DictionaryEntry[]> {
    return readDictionary(name, await this.#centre.ask('1901', '', dictionaryInput(name, on, this.#settings.region)));
  }

  async catalogue(changedSince: string, page: number, rows: number): Promise<CataloguePage> {
    const input = catalogueInput(changedSince, this.#settings.region, page, rows);
    return readCatalogue(await this.#centre.ask('1312', '', input), page, rows);
  }

  async registrations({ personNumber, insuredPlaceCode }: InsuredPerson, on: Instant): Promise<readonly Registration[]> {
    const psn_no = personNumber;
    const range = { begntime: hospitalText(plusMilliseconds(on, -YEAR_MS)), endtime: hospitalText(on) };
    const ask = (number: string, data: object) => this.#centre.ask(number, insuredPlaceCode, { data });
    return [
      ...readChronic(await ask('5301', { psn_no })),
      ...readFixed(await ask('5302', { psn_no, biz_appy_type: '03' })),
      ...readTransfers(await ask('5304', { psn_no, ...range })),
    ];
  }

  async decodeVoucher(qr: string, businessType: string): Promise<DecodedVoucher> {
    const { hospitalCode, operatorNumber, operatorName } = this.#settings;
    const who = { orgId: hospitalCode, operatorId: operatorNumber, operatorName, officeId: '', officeName: '' };
    return readVoucher(await this.#centre.ask('6101', '', { data: { ...who, businessType, ecQrCode: qr } }));
  }

  signOut(): Promise<void> {
    return this.#centre.signOut();
  }
}
