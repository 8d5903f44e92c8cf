import { PageHead } from '../../components/page.tsx';
import { common } from '../../strings/common.ts';

export function EventsPage() {
  return <PageHead title={common.nav.events} />;
}
