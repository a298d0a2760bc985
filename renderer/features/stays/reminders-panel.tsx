import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { call } from '../../ipc/client.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Sign } from '../../ui/tag.tsx';

/** 催款单: one paper per ward, for those whose deposit and lock do not hold what is expected. */
export function RemindersPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('stays');
  const reminders = useQuery({ queryKey: ['books', 'reminders'], queryFn: () => call(booksContract.reminders, {}) });
  const printing = useActKey();
  const print = useKeyed(paperContract.printTill, printing.renew);
  const wards = [...Map.groupBy(reminders.data?.reminders ?? [], ({ ward }) => ward)];
  return (
    <SidePanel title={t('reminders.title')} onClose={onClose}>
      <div className="body reminders">
        {reminders.isPending && <Loading label={t('loading')} />}
        {reminders.isError && <ErrorNotice error={reminders.error} onRetry={() => void reminders.refetch()} />}
        {reminders.isSuccess && wards.length === 0 && (
          <Block icon="ok" tone="ok" title={t('reminders.none')}>
            {t('reminders.noneSay')}
          </Block>
        )}
        {wards.length > 0 && (
          <table aria-label={t('reminders.title')}>
            <thead>
              <tr>
                <th>{t('column.ward')}</th>
                <th className="num">{t('reminders.people')}</th>
                <th>{t('reminders.print')}</th>
              </tr>
            </thead>
            <tbody>
              {wards.map(([ward, rows]) => (
                <tr key={ward}>
                  <th scope="row">{ward}</th>
                  <td className="num">{rows.length}</td>
                  <td>
                    <Button
                      onClick={() => print.mutate({ kind: 'deposit-reminder', subject: ward, key: printing.key })}
                      disabled={print.isPending}
                      aria-label={`${t('reminders.print')} ${ward}`}
                    >
                      {t('reminders.print')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {print.isError && <ErrorLine error={print.error} />}
        {print.isSuccess && (
          <p className="made">
            <Sign tone="ok">{t('reminders.printed', { file: print.data.file })}</Sign>
          </p>
        )}
      </div>
    </SidePanel>
  );
}
