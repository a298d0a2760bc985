import { describe } from 'vitest';
import { itKeeps } from './at-version.ts';

const item = (code: string, itemClass: string) =>
  `INSERT INTO catalogue_item (item_code, name, class, first_share, received_at) VALUES ('${code}', 'x', '${itemClass}', '0.0000', 'now')`;

describe('0060 catalogue', () => {
  itKeeps(60, {
    tables: ['catalogue_item'],
    appendOnly: [],
    refused: { 'a class that does not exist': item('J', 'D'), 'an item a second time': item('I', 'A') },
  });
});
