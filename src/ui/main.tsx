import { render } from 'preact';
import { App } from './app.tsx';
import { keepFocus } from './focus.ts';
import { startLive } from './live.ts';
import { renewAfterUpgrade } from './new-page.ts';
import { startClock } from './now.ts';
import { keepPage } from './offline/register.ts';
import { startRouter } from './router.ts';
import { loadSession } from './session.ts';

startRouter();
startClock();
keepFocus();
// Asked for at once, and drawn in one go: on a slow phone each picture more on the way takes a tenth of a second.
await Promise.all([loadSession(), startLive()]);
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
renewAfterUpgrade();
keepPage();
