/** One schedule for several rooms at once. */
import { useState } from 'preact/hooks';
import type { ScheduleEntry } from '../../../domain/schedule.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { zones } from '../../live.ts';
import { takeSchedules } from '../../schedules.ts';
import { common } from '../../strings/common.ts';
import { zone as words } from '../../strings/zone.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';

const text = words.schedule.rooms;
type Given = Parameters<typeof takeSchedules>[0];

export function RoomsDialog(props: {
  title: string;
  entries: readonly ScheduleEntry[];
  /** The room that has it already. */
  exceptId?: string;
  onClose: () => void;
}) {
  const { title, entries, exceptId, onClose } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rooms = zones.value.filter(({ zoneId }) => zoneId !== exceptId);
  const floors = [
    ...new Set(rooms.map(({ floor }) => floor).filter((floor) => floor !== undefined)),
  ];
  const choose = (isMeant: (room: (typeof rooms)[number]) => boolean) =>
    setChosen(new Set(rooms.filter(isMeant).map(({ zoneId }) => zoneId)));
  const submission = useSubmission(async () => {
    const zoneIds = rooms.map(({ zoneId }) => zoneId).filter((zoneId) => chosen.has(zoneId));
    takeSchedules(await api<Given>('POST', '/api/schedules/apply', { zoneIds, entries }));
    tell(text.given(zoneIds.length));
    onClose();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={text.give}
        isDisabled={chosen.size === 0}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <p class="muted">{text.replaces}</p>
        <div class="row">
          <Button onClick={() => choose(() => true)}>{text.all}</Button>
          {floors.length > 1 &&
            floors.map((floor) => (
              <Button key={floor} onClick={() => choose((room) => room.floor === floor)}>
                {floor}
              </Button>
            ))}
        </div>
        <div>
          {rooms.map(({ zoneId, friendlyName }) => (
            <Checkbox
              key={zoneId}
              label={friendlyName}
              isChecked={chosen.has(zoneId)}
              onChecked={(isChecked) =>
                choose((room) => (room.zoneId === zoneId ? isChecked : chosen.has(room.zoneId)))
              }
            />
          ))}
        </div>
        <Wrong text={submission.wrong()} />
      </Form>
    </Dialog>
  );
}
