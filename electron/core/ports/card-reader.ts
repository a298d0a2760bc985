import type { Person } from '../../../shared/model/stay.ts';

/** Port to the devices process. */
export interface CardReader {
  /** A card was put in and not taken out since; false also where the reader does not tell. */
  readonly cardIn: boolean;
  /** One reading never mixes two persons. Throws AppError device/card.absent, device/card.unreadable, device/reader.not-responding. */
  read(): Promise<Person>;
}
