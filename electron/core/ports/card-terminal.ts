import type { WalletGateway } from './wallet-gateway.ts';

/**
 * Port to the window's card terminal. It asks the person for card and PIN, so an answer may take a minute; what was not answered is looked up, never
 * sent again. Takes back by 撤销 (`void`: the whole, on the same day) or 退货 (`refund`). Throws gateway/card.terminal-away when certainly nothing was
 * sent. Its adapter is HTTP, tested against the stand-in in test/card.
 */
export interface CardTerminal extends WalletGateway {}
