import type { Person } from '../../../shared/model/stay.ts';

/** Port to the devices process. */
export interface CardReader {
  /** One reading never mixes two persons. Throws AppError device/card.absent, device/card.unreadable, device/reader.not-responding. */
  read(): Promise<Person>;
}
