import { expect, type Page, test } from '@playwright/test';
import { DESK_CHANNELS } from '../../shared/contract/channel-names.ts';
import type {} from '../../renderer/ipc/bridge.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { eventually } from '../support/eventually.ts';
import { offsetTo } from '../support/story-clock.ts';
import { Frame } from './pages/frame.ts';
import { SignIn } from './pages/sign-in.ts';

// One program for all of them: first nobody is signed in, then somebody is, then he is locked out. The page that was told to go away comes last.
test.describe.configure({ mode: 'serial' });
let desk: DeskProgram;
let page: Page;
test.beforeAll(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:30'));
  page = await desk.open();
});
test.afterAll(() => desk?.end());

test('内容安全策略:每次载入新的随机数,除自己的文件外什么都不许', async () => {
  const policy = () => page.evaluate(async () => (await fetch('app://desk/')).headers.get('content-security-policy') ?? '');
  const [first, second] = [await policy(), await policy()];
  const nonce = /'nonce-([A-Za-z0-9+/=]{20,})'/;
  expect(first.replace(nonce, "'nonce-*'")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-*'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(nonce.exec(first)?.[1]).not.toBe(nonce.exec(second)?.[1]);
});

test('页面只得到一组函数:没有端口,没有 Node,不能自己起通道名', async () => {
  const seen = await page.evaluate(() => ({
    channels: Object.keys(window.desk),
    frozen: Object.isFrozen(window.desk),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in globalThis),
  }));
  expect(seen).toEqual({ channels: [...DESK_CHANNELS], frozen: true, node: [] });
});

test('没有签到什么也办不了;签到后多一栏的请求也不收', async () => {
  const ask = (channel: string, body: unknown) =>
    page.evaluate(
      async ([name, request]) => {
        const reply = (await window.desk[name as 'worklist.list'](request)) as { ok: boolean; error?: { code: string } };
        return reply.ok ? 'ok' : reply.error?.code;
      },
      [channel, body] as const,
    );
  expect(await ask('worklist.list', {})).toBe('session.not-signed-in');
  expect(await ask('card.read', {})).toBe('session.not-signed-in');
  await new SignIn(page).signIn('收费员甲', '1234');
  expect(await ask('worklist.list', {})).toBe('ok');
  expect(await ask('worklist.list', { more: 1 })).toBe('ipc.invalid-request');
});

test('页面本身不滚动:滚动只在各自的面板里', async () => {
  for (const open of ['openAdmission', 'openStays', 'openDischarge', 'openWorklist'] as const) {
    await new Frame(page)[open]();
    const overflow = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight + document.body.scrollTop);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});

test('口令错五次暂停签到,重启核心也不解除', async () => {
  await new Frame(page).lock();
  const signIn = new SignIn(page);
  for (let tries = 0; tries < 5; tries += 1) {
    await signIn.attempt('收费员甲', '9999');
    await expect(signIn.error).toBeVisible();
  }
  const before = await desk.corePid();
  await desk.killCore();
  await eventually(
    () => desk.corePid(),
    (pid) => pid !== 0 && pid !== before,
  );
  await signIn.attempt('收费员甲', '1234');
  await expect(signIn.error).toContainText('session.locked-out');
});

test('页面不能跳走、不能开新窗口、不能要权限、不能执行别人的代码', async () => {
  await page.evaluate(() => {
    location.href = 'https://example.invalid/';
  });
  expect(await page.evaluate(() => location.href)).toMatch(/^app:\/\/desk\//);
  expect(await page.evaluate(() => window.open('https://example.invalid/'))).toBeNull();
  expect(desk.app.windows()).toHaveLength(1);
  const media = () =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    );
  expect(await page.evaluate(media)).not.toBe('granted');
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(
    await page.evaluate(() =>
      fetch('https://example.invalid/').then(
        () => 'fetched',
        () => 'refused',
      ),
    ),
  ).toBe('refused');
  const inline = () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.stranger = true';
    document.head.append(script);
    return 'stranger' in globalThis;
  };
  expect(await page.evaluate(inline)).toBe(false);
});
