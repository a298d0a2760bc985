import { AppError } from '../../../shared/errors/app-error.ts';
import type { CentreRecord, StatementRow } from '../../../shared/model/statement.ts';
import type { OwnList, OwnTotals, StatementGateway } from '../ports/statement-gateway.ts';
import { nodeOf } from './answer.ts';
import type { CentreSettings } from './centre-settings.ts';
import type { HttpCentre } from './http-centre.ts';
import {
  downloadInput,
  listInput,
  listRows,
  readFileNumber,
  readListRow,
  readRecord,
  readTotals,
  totalsInput,
  uploadInput,
} from './statement-codec.ts';
import { packRows, unpackRows } from './text-file.ts';

type StatementSettings = Pick<CentreSettings, 'hospitalCode' | 'codes'>;

/** The centre's statements over the same line as everything else. Source: interface reference §7.2 to §7.4. */
export class HttpStatement implements StatementGateway {
  readonly #centre: HttpCentre;
  readonly #settings: StatementSettings;

  constructor(centre: HttpCentre, settings: StatementSettings) {
    this.#centre = centre;
    this.#settings = settings;
  }

  async compareTotals(totals: OwnTotals): Promise<{ readonly equal: boolean; readonly words: string }> {
    return readTotals(await this.#centre.ask('3201', '', totalsInput(this.#settings.codes, totals)));
  }

  async compareList(list: OwnList): Promise<readonly StatementRow[]> {
    const name = `stmt_${list.agencyCode}_${list.clearingType}_${list.from}_${list.to}`;
    const file = packRows(`${name}.txt`, listRows(this.#settings.codes, list));
    const sent = readFileNumber(await this.#centre.ask('9101', '', uploadInput(this.#settings.hospitalCode, `${name}.zip`, file)));
    const output = await this.#centre.ask('3202', '', listInput(this.#settings.codes, list, sent.fileNumber));
    const { fileNumber, fileName } = readFileNumber(nodeOf(output, 'fileinfo'));
    const answer = await this.#centre.fetchFile('9102', downloadInput(this.#settings.hospitalCode, fileNumber, fileName));
    return unpackRows(answer).map((columns) => readListRow(columns, list));
  }

  async settlementRecord(settlement: Parameters<StatementGateway['settlementRecord']>[0]): Promise<CentreRecord | null> {
    const { personNumber, insuredPlaceCode, visitNumber, settlementNumber } = settlement;
    const input = { data: { psn_no: personNumber, setl_id: settlementNumber, mdtrt_id: visitNumber } };
    try {
      return readRecord(await this.#centre.ask('5203', insuredPlaceCode, input));
    } catch (error) {
      if (error instanceof AppError && error.kind === 'rejected' && this.#centre.words.notFound.test(String(error.details['words'])))
        return null;
      throw error;
    }
  }
}
