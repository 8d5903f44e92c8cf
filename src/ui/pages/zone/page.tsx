import { PageHead } from '../../components/page.tsx';

export function ZonePage({ zoneId }: { zoneId: string }) {
  return <PageHead title={zoneId} />;
}
