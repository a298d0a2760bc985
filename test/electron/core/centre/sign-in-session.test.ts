import { expect, describe, it } from 'vitest';
import { SignInSession } from '../../../../electron/core/centre/sign-in-session.ts';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { signOutAtDayEnd } from '../../../../electron/core/jobs/day-end-sign-out.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { openDatabase } from '../../../../electron/core/db/database.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { instantOf } from '../../../../shared/time/calendar-date.ts';

const at = (hospitalMinute: string): number => Date.parse(`${hospitalMinute.replace(' ', 'T')}:00+08:00`);

/** A session on a clock that the test moves, and what it asked. */
function sessionAt(start: string, signIn: Partial<CentreSettings['signIn']> = {}, refuse = false) {
  const seen: string[] = [];
  let now = at(start);
  const settings = { operatorNumber: 'A01', signIn: { mac: 'M', ip: 'I', enforced: false, lifeMinutes: 60, ...signIn } };
  const session = new SignInSession(
    settings as CentreSettings,
    () => now,
    async (number, input) => {
      seen.push(`${number} ${JSON.stringify(input)}`);
      if (refuse) throw new AppError('rejected', 'centre.rejected', 'no', { words: '今天已签退' });
      return number === '9001' ? { signinoutb: { sign_no: `QD${seen.length}` } } : {};
    },
  );
  return { seen, session, move: (to: string) => (now = at(to)), now: () => now };
}

describe('the sign-in of a desk', () => {
  it('is asked for once, again after its life, and on a new day', async () => {
    const { seen, session, move } = sessionAt('2023-06-13 22:00', { lifeMinutes: 240 });
    await Promise.all([session.ensure(), session.ensure()]);
    expect([seen.length, session.number]).toEqual([1, 'QD1']);
    move('2023-06-13 23:59');
    await session.ensure();
    expect(seen).toHaveLength(1);
    move('2023-06-14 00:01'); // of another day
    await session.ensure();
    expect([seen.length, session.number]).toEqual([2, 'QD2']);
    move('2023-06-14 04:02'); // older than it lasts
    await session.ensure();
    expect(seen).toHaveLength(3);
  });

  it('that is refused stops nothing, or everything where it is enforced', async () => {
    const free = sessionAt('2023-06-13 10:00', {}, true);
    await free.session.ensure();
    await free.session.ensure(); // not asked at each message
    expect([free.seen.length, free.session.number]).toEqual([1, '']);
    const strict = sessionAt('2023-06-13 10:00', { enforced: true }, true);
    await expect(strict.session.ensure()).rejects.toMatchObject({ kind: 'gateway', code: 'centre.sign-in-refused' });
    await expect(strict.session.ensure()).rejects.toMatchObject({ details: { words: '今天已签退' } });
  });

  it('ends at the end of the day, once, when nothing waits any more; or never', async () => {
    const db = openDatabase(':memory:');
    migrate(db, migrations);
    const { seen, session, move, now } = sessionAt('2023-06-13 10:00');
    await session.ensure();
    const clock = { now: () => instantOf(now()) } as never;
    const done = { day: '' };
    const turn = (signOut: 'never' | 'day-end') =>
      signOutAtDayEnd({ db, clock, done, reading: session, rules: { signOut, signOutAtHour: 23 } });
    await turn('day-end'); // a shift may close, the day goes on
    move('2023-06-13 23:10');
    await turn('never');
    expect(seen).toHaveLength(1);
    await turn('day-end');
    await turn('day-end');
    expect(seen.slice(1)).toEqual(['9002 {"signOut":{"sign_no":"QD1","opter_no":"A01"}}']);
    expect(session.number).toBe('');
    db.close();
  });
});
