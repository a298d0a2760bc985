import { expect, it } from 'vitest';
import { maskName } from '../../../shared/identity/mask-name.ts';

it.each([
  ['王小兰', '王*兰'],
  ['示例甲乙', '示**乙'],
  ['王兰', '王*'],
  ['王', '王'],
  ['𠮷野家', '𠮷*家'],
  ['', ''],
])('%s is listed as %s', (name, listed) => expect(maskName(name)).toBe(listed));
