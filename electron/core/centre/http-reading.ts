import type { InsuredPerson } from '../ports/centre-gateway.ts';
import type { DictionaryEntry, InsuranceItem, LimitPrice, ListPage, ReadingGateway, Registration } from '../ports/reading-gateway.ts';
import type { CentreSettings } from './centre-settings.ts';
import type { HttpCentre } from './http-centre.ts';
import { changedSinceInput, dictionaryInput, readCatalogue, readChronic, readDictionary, readLimitPrices } from './reading-codec.ts';

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

  async catalogue(changedSince: string, page: number, rows: number): Promise<ListPage<InsuranceItem>> {
    const input = changedSinceInput(changedSince, this.#settings.region, page, rows);
    return readCatalogue(await this.#centre.ask('1312', '', input), page, rows);
  }

  async limitPrices(changedSince: string, page: number, rows: number): Promise<ListPage<LimitPrice>> {
    const input = changedSinceInput(changedSince, this.#settings.region, page, rows);
    return readLimitPrices(await this.#centre.ask('1318', '', input), page, rows);
  }

  async chronicRegistrations({ personNumber, insuredPlaceCode }: InsuredPerson): Promise<readonly Registration[]> {
    return readChronic(await this.#centre.ask('5301', insuredPlaceCode, { data: { psn_no: personNumber } }));
  }

  signOut(): Promise<void> {
    return this.#centre.signOut();
  }
}
