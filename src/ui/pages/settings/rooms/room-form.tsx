/** Changing a room: its name, its floor, what heats it and what measures it. */
import { useState } from 'preact/hooks';
import type { DeviceView } from '../../../../app/devices/device-list.ts';
import type { Zone } from '../../../../domain/house.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Segments } from '../../../components/choices.tsx';
import { Field } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { common } from '../../../strings/common.ts';
import { rooms } from '../../../strings/rooms.ts';
import { tell } from '../../../toasts.ts';
import { Troubles, useEditing, type Editing } from './editing.tsx';
import { devicesOf, idIn, roomPath, type WrittenHouse } from './edits/house.ts';
import { draftOf, foundSensors, nearFirst, withDraft, type RoomDraft } from './edits/room-draft.ts';
import { FloorField } from './floor-field.tsx';
import { nameOfDevice, viewOf } from './names.ts';
import { SensorsField } from './sensors-field.tsx';
import { TerminalsField, type TerminalChoice } from './terminals-field.tsx';
import { useFound } from './use-found.ts';
import type { EditableHouse } from './use-house.ts';

const words = rooms.room;
const USES = (['heat', 'cool', 'both'] as const).map((value) => ({
  value,
  text: words.uses[value],
}));

/** Those of the house; of one that heats another room it is said. */
const choicesFor = (house: WrittenHouse, { zoneId }: Zone): readonly TerminalChoice[] =>
  devicesOf(house, 'fcu').map((one) => {
    const id = idIn('fcu', one);
    const other = house.zones.find((zone) => zone.zoneId !== zoneId && zone.terminals.includes(id));
    return {
      id,
      name: nameOfDevice(house, { kind: 'fcu', id }),
      hint: other && words.heatsElsewhere(other.friendlyName),
    };
  });

function Fields(props: {
  house: WrittenHouse;
  zone: Zone;
  draft: RoomDraft;
  path: string | undefined;
  editing: Editing;
  onDraft: (change: Partial<RoomDraft>) => void;
}) {
  const { house, zone, draft, path, editing, onDraft } = props;
  return (
    <>
      <Field
        label={words.name}
        autocomplete="off"
        required
        value={draft.name}
        wrong={editing.wrongAt(`${path}.friendlyName`)}
        onValue={(name) => onDraft({ name })}
      />
      <FloorField
        house={house}
        value={draft.floor}
        wrong={editing.wrongAt(`${path}.floor`)}
        onValue={(floor) => onDraft({ floor })}
      />
      <div class="field">
        <span class="legend">{words.use}</span>
        <Segments
          label={words.use}
          value={draft.use}
          options={USES}
          onValue={(use) => onDraft({ use })}
        />
      </div>
      <TerminalsField
        choices={choicesFor(house, zone)}
        chosen={draft.terminals}
        hasSource={house.hcu !== undefined}
        none={words.heatsNone}
        wrong={editing.wrongAt(`${path}.terminals`)}
        onChosen={(terminals) => onDraft({ terminals })}
      />
    </>
  );
}

export function RoomForm(props: {
  book: EditableHouse;
  zone: Zone;
  devices: readonly DeviceView[] | undefined;
  onRemove: () => void;
  onClose: () => void;
}) {
  const { book, zone, devices, onRemove, onClose } = props;
  // What was not touched stays as the house has it, also where somebody else has just changed that.
  const [changes, setChanges] = useState<Partial<RoomDraft>>({});
  const draft = { ...draftOf(zone), ...changes };
  const found = nearFirst(foundSensors(useFound(true).data?.foundDevices ?? []), zone);
  const edited = withDraft(book.house, zone, draft, found);
  const editing = useEditing(book, edited, () => {
    tell(words.saved(draft.name.trim()));
    onClose();
  });
  const path = roomPath(edited, ({ zoneId }) => zoneId === zone.zoneId);
  const onDraft = (change: Partial<RoomDraft>) => setChanges({ ...changes, ...change });
  const shown = ['friendlyName', 'floor', 'terminals'].map((field) => `${path}.${field}`);
  return (
    <Dialog title={zone.friendlyName} onClose={onClose}>
      <Form
        class="stack"
        submission={editing}
        action={common.save}
        others={
          <>
            <Button look="danger" icon="trash" onClick={onRemove}>
              {words.remove}
            </Button>
            <Button onClick={onClose}>{common.cancel}</Button>
          </>
        }
      >
        <Troubles editing={editing} shown={shown} onLoad={book.reload} />
        <Fields
          house={book.house}
          zone={zone}
          draft={draft}
          path={path}
          editing={editing}
          onDraft={onDraft}
        />
        <SensorsField
          zone={zone}
          draft={draft}
          found={found}
          isSilent={(id) => viewOf(devices, { kind: 'sensor', id })?.online === false}
          onDraft={onDraft}
        />
      </Form>
    </Dialog>
  );
}
