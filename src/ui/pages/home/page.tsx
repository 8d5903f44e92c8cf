import { PageHead } from '../../components/page.tsx';
import { common } from '../../strings/common.ts';

export function HomePage() {
  return <PageHead title={common.nav.home} />;
}
