/**
 * All pages but the first, and the dialogs of that one. They are one file: to a slow phone a further file costs more than
 * its bytes.
 */
import { sayRefusals } from '../refusals.ts';
import { refusals } from '../strings/hub-refusals.ts';

export { EnrolPage } from './door/enrol.tsx';
export { DoorPage } from './door/page.tsx';
export { EnergyPage } from './energy/page.tsx';
export { EventsPage } from './events/page.tsx';
export { AwayDialog, VacationDialog } from './house-mode/absence.tsx';
export { ShiftDialog } from './house-mode/shift-dialog.tsx';
export { PanelPage } from './panel/page.tsx';
export { PlantPage } from './plant/page.tsx';
export { Steps } from './set-up/steps.tsx';
export { SettingsPage } from './settings/page.tsx';
export { ZonePage } from './zone/page.tsx';
export { ZoneSheet } from './zone/sheet.tsx';
export { Confirm } from '../components/dialog.tsx';
export { Leaving } from '../leaving.tsx';
export { PasswordAgain } from '../password-again.tsx';

// Forms are among them, and what is refused of those.
sayRefusals(refusals);
