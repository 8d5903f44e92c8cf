import { PageHead } from '../../components/page.tsx';
import { common } from '../../strings/common.ts';

export function PlantPage() {
  return <PageHead title={common.nav.plant} />;
}
