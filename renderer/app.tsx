import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useHospitalKeys } from './commands/use-command.ts';
import { AdmissionPages } from './features/admission/admission-pages.tsx';
import { SignInPage } from './features/session/sign-in-page.tsx';
import { Frame } from './frame/frame.tsx';
import { problemQuery, sessionQuery } from './ipc/desk-queries.ts';
import { type Route, useRoute } from './routes.ts';
import { Loading } from './ui/block.tsx';
import { ErrorNotice } from './ui/error-notice.tsx';

// The admission desk starts with its own page; the others are fetched while the clerk signs in.
const discharge = () => import('./features/discharge/discharge-pages.tsx');
const visit = () => import('./features/visit/visit-pages.tsx');
const stays = () => import('./features/stays/stays-page.tsx');
const inPatients = () => import('./features/stays/in-patients-page.tsx');
const books = () => import('./features/books/books-page.tsx');
const credit = () => import('./features/credit/credit-pages.tsx');
const payment = () => import('./features/payment/payment-pages.tsx');
const shift = () => import('./features/shift/shift-pages.tsx');
const worklist = () => import('./features/worklist/worklist-page.tsx');
const reconciliation = () => import('./features/reconciliation/reconciliation-page.tsx');
const DischargePages = lazy(async () => ({ default: (await discharge()).DischargePages }));
const VisitPages = lazy(async () => ({ default: (await visit()).VisitPages }));
const BooksPage = lazy(async () => ({ default: (await books()).BooksPage }));
const CreditPages = lazy(async () => ({ default: (await credit()).CreditPages }));
const PaymentPages = lazy(async () => ({ default: (await payment()).PaymentPages }));
const ShiftPages = lazy(async () => ({ default: (await shift()).ShiftPages }));
const InPatientsPage = lazy(async () => ({ default: (await inPatients()).InPatientsPage }));
const PatientPage = lazy(async () => ({ default: (await import('./features/patient/patient-page.tsx')).PatientPage }));
const StaysPage = lazy(async () => ({ default: (await stays()).StaysPage }));
const WorklistPage = lazy(async () => ({ default: (await worklist()).WorklistPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./features/settings/settings-page.tsx')).SettingsPage }));
const ChargesPage = lazy(async () => ({ default: (await import('./features/charges/charges-page.tsx')).ChargesPage }));
const CasesPage = lazy(async () => ({ default: (await import('./features/cases/cases-page.tsx')).CasesPage }));
const ReconciliationPage = lazy(async () => ({ default: (await reconciliation()).ReconciliationPage }));
const DayEndPage = lazy(async () => ({ default: (await import('./features/day-end/day-end-page.tsx')).DayEndPage }));
const SupervisorPage = lazy(async () => ({ default: (await import('./features/supervisor/supervisor-page.tsx')).SupervisorPage }));
const BoardPage = lazy(async () => ({ default: (await import('./features/board/board-page.tsx')).BoardPage }));
const PrintsPage = lazy(async () => ({ default: (await import('./features/prints/prints-page.tsx')).PrintsPage }));
const ProblemPage = lazy(async () => ({ default: (await import('./features/problem/problem-page.tsx')).ProblemPage }));
const StoragePage = lazy(async () => ({ default: (await import('./features/problem/storage-page.tsx')).StoragePage }));

export function App() {
  const route = useRoute();
  // The shell shows this page when the core does not stay up: it must ask the core nothing.
  if (route.page === 'storage') {
    return (
      <Suspense>
        <StoragePage />
      </Suspense>
    );
  }
  return <Desk route={route} />;
}

function Desk({ route }: { readonly route: Route }) {
  const { t } = useTranslation('common');
  useHospitalKeys();
  useEffect(() => {
    const idle = requestIdleCallback(
      () =>
        void Promise.all([
          discharge(),
          visit(),
          stays(),
          inPatients(),
          worklist(),
          shift(),
          payment(),
          credit(),
          books(),
          reconciliation(),
        ]),
    );
    return () => cancelIdleCallback(idle);
  }, []);
  const problem = useQuery(problemQuery);
  const session = useQuery({ ...sessionQuery, enabled: problem.data?.problem === null });

  if (problem.data !== undefined && problem.data.problem !== null) {
    return (
      <Suspense>
        <ProblemPage problem={problem.data.problem} />
      </Suspense>
    );
  }
  const failed = problem.error ?? session.error;
  if (failed !== null) return <ErrorNotice error={failed} onRetry={() => void problem.refetch().then(() => session.refetch())} />;
  if (session.data === undefined) return <Loading label={t('starting')} />;
  if (session.data.clerk === null) return <SignInPage />;
  return (
    <Frame clerk={session.data.clerk} route={route}>
      <Suspense fallback={<Loading label={t('loading')} />}>
        <Page route={route} />
      </Suspense>
    </Frame>
  );
}

function Page({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'stays':
      return <InPatientsPage />;
    case 'patients':
      return <StaysPage />;
    case 'patients-person':
      return <PatientPage key={route.patientId} patientId={route.patientId} />;
    case 'discharge':
    case 'discharge-stay':
    case 'recall-stay':
      return <DischargePages route={route} />;
    case 'visit':
    case 'visit-open':
    case 'visitRecords':
      return <VisitPages route={route} />;
    case 'settings':
      return <SettingsPage />;
    case 'prints':
      return <PrintsPage />;
    case 'books':
      return <BooksPage />;
    case 'credit':
    case 'credit-stay':
      return <CreditPages route={route} />;
    case 'payment':
    case 'payment-stay':
      return <PaymentPages route={route} />;
    case 'shift':
    case 'shift-sealed':
      return <ShiftPages route={route} />;
    case 'charges-stay':
      return <ChargesPage encounterId={route.encounterId} />;
    case 'cases':
      return <CasesPage />;
    case 'worklist':
      return <WorklistPage />;
    case 'reconciliation':
      return <ReconciliationPage />;
    case 'dayEnd':
      return <DayEndPage />;
    case 'supervisor':
      return <SupervisorPage />;
    case 'board':
      return <BoardPage />;
    default:
      return <AdmissionPages route={route} />;
  }
}
