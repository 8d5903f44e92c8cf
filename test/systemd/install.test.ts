/**
 * Installing as systemd/README.md says, on this machine's own Debian under a layer in memory, booted. `npm run
 * test:install` does the same on a fresh Debian 12 and 13. In place of what a container lacks: `aris.local` is in
 * /etc/hosts, where avahi-daemon would be, and what Debian does not have, Grafana, is a service that does nothing.
 */
import { bootContainer } from '../support/container.ts';
import { describeInstalling } from './document.ts';
import { ROOT } from './installing.ts';

describeInstalling('on this machine', async () => bootContainer(ROOT));
