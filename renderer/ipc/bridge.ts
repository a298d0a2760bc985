import type { ChannelName } from '../../shared/contract/channel-names.ts';

/** What the preload puts into the page: one function per channel, and the core's word that something changed. */
export type DeskBridge = Readonly<Record<ChannelName, (body: unknown) => Promise<unknown>>>;

export interface DeskNotices {
  /** Gives back the way to stop listening. */
  readonly onChanged: (listener: () => void) => () => void;
}

declare global {
  interface Window {
    readonly desk: DeskBridge;
    readonly deskNotices: DeskNotices;
  }
}
