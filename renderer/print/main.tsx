import '../ipc/zod-setup.ts';
import { createRoot } from 'react-dom/client';
import { printContract } from '../../shared/contract/paper-contract.ts';
import type { PaperId } from '../../shared/identity/ids.ts';
import { startI18n } from '../i18n/start-i18n.ts';
import { call } from '../ipc/client.ts';
import { Paper } from './paper.tsx';
import './print.css';

// app://desk/print/PAPER-ID: shown to nobody, printed to PDF by the shell once the core hears print.ready.
const paperId = location.pathname.split('/').at(-1) as PaperId;

await startI18n('zh');
const [content] = await Promise.all([call(printContract.load, { paperId }), document.fonts.ready]);
const root = document.getElementById('paper');
if (root === null) throw new Error('the page has no #paper');
createRoot(root).render(<Paper content={content} onShown={() => void call(printContract.ready, { paperId })} />);
