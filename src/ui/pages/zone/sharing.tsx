/** What can be done with a schedule besides changing it: giving it to other rooms, and taking one that is kept. */
import { useState } from 'preact/hooks';
import type { ScheduleTemplate } from '../../../app/zones/schedule-templates.ts';
import type { ScheduleEntry } from '../../../domain/schedule.ts';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { Button } from '../../components/button.tsx';
import { zones } from '../../live.ts';
import { zone as words } from '../../strings/zone.ts';
import { fitting } from './fitting.ts';
import { RoomsDialog } from './rooms-dialog.tsx';
import { TemplatesDialog } from './templates-dialog.tsx';

const text = words.schedule;

type Open = 'rooms' | 'templates' | ScheduleTemplate | undefined;

export function Sharing(props: {
  zone: ZoneView;
  entries: readonly ScheduleEntry[];
  onUse: (entries: readonly ScheduleEntry[]) => void;
}) {
  const { zone, entries, onUse } = props;
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <div class="row">
      {entries.length > 0 && zones.value.length > 1 && (
        <Button icon="copy" onClick={() => setOpen('rooms')}>
          {text.rooms.copy}
        </Button>
      )}
      <Button look="quiet" icon="calendar" onClick={() => setOpen('templates')}>
        {text.templates.open}
      </Button>
      {open === 'rooms' && (
        <RoomsDialog
          title={text.rooms.copyTitle(zone.friendlyName)}
          entries={entries}
          exceptId={zone.zoneId}
          onClose={close}
        />
      )}
      {open === 'templates' && (
        <TemplatesDialog
          entries={entries}
          onUse={(template) => {
            onUse(fitting(template.entries, zone));
            close();
          }}
          onGive={setOpen}
          onClose={close}
        />
      )}
      {typeof open === 'object' && (
        <RoomsDialog
          title={text.templates.giveTitle(open.name)}
          entries={open.entries}
          onClose={close}
        />
      )}
    </div>
  );
}
