import { z } from 'zod';
import type {} from '../../renderer/ipc/bridge.ts';
import type { Reply } from '../../shared/contract/define-channel.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Desk } from './core-desk.ts';
import type { DeskProgram } from './desk-program.ts';

/** The started program as a desk whose channels can be called, through its own page. */
export const deskOf = (program: DeskProgram): Desk => ({
  folder: program.folder,
  call: async (channel, request) => {
    const reply = await program.page.evaluate(async ([name, body]) => (await window.desk[name](body)) as Reply, [
      channel.name,
      request,
    ] as const);
    if (!reply.ok) throw new AppError(reply.error.kind, reply.error.code, reply.error.message, reply.error.details);
    return z.decode(channel.response, reply.value as never) as never;
  },
});
