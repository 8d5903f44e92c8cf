import { PageHead } from '../../components/page.tsx';
import { common } from '../../strings/common.ts';

export function SettingsPage({ section }: { section: string }) {
  return <PageHead title={section === '' ? common.nav.settings : section} />;
}
