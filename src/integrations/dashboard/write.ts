/** `npm run dashboard`: writes the JSON that ships. */
import { writeFileSync } from 'node:fs';
import { dashboard } from './dashboard.ts';

const FILE = new URL('../../../systemd/grafana/aris-dashboard.json', import.meta.url);

writeFileSync(FILE, `${JSON.stringify(dashboard(), null, 2)}\n`);
