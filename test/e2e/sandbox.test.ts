import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';
import { DeskProgram } from '../support/desk-program.ts';
import { ordinaryUser } from '../support/ordinary-user.ts';
import { offsetTo } from '../support/story-clock.ts';
import { SignIn } from './pages/sign-in.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

test('普通用户启动:页面进程在沙箱里,没有 --no-sandbox,能签到', async () => {
  const desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:30'));
  const user = ordinaryUser(ROOT);
  user.own(desk.folder);
  const { ELECTRON_RUN_AS_NODE: _node, ...env } = process.env as Record<string, string>;
  const app = await _electron.launch({
    executablePath: user.executable,
    args: [user.program, `--data-dir=${desk.folder}`],
    cwd: user.program,
    env,
  });
  try {
    const page = await app.firstWindow();
    await new SignIn(page).signIn('收费员甲', '1234');
    const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);
    const read = (what: string) => readFileSync(`/proc/${pid}/${what}`, 'utf8');
    expect(read('cmdline')).not.toContain('--no-sandbox');
    expect(/^Seccomp:\s+(\d)$/m.exec(read('status'))?.[1]).toBe('2'); // a filter, not nothing
    expect(/^NoNewPrivs:\s+(\d)$/m.exec(read('status'))?.[1]).toBe('1');
    expect(/^Uid:\s+(\d+)/m.exec(read('status'))?.[1]).not.toBe('0');
  } finally {
    await app.close();
    await desk.end();
  }
});
