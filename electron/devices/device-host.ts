import type { DeviceReply, DeviceRequest } from '../../shared/contract/device-messages.ts';
import { NoCard, readCardImage } from './image-reader.ts';
import { UnreadableCard } from './social-security-card.ts';

// The devices process: disposable. It answers one port and knows nothing of the desk.
process.parentPort.on('message', ({ ports: [port] }) => {
  if (port === undefined) return;
  port.on('message', ({ data }) => port.postMessage(answer(data as DeviceRequest)));
  port.start();
});

function answer({ id, folder }: DeviceRequest): DeviceReply {
  try {
    return { id, ok: true, holder: readCardImage(folder) };
  } catch (error) {
    if (error instanceof NoCard) return { id, ok: false, code: 'card.absent', reason: error.message };
    if (error instanceof UnreadableCard) return { id, ok: false, code: 'card.unreadable', reason: error.message };
    throw error;
  }
}
