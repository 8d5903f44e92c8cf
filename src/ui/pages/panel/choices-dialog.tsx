/** What is set on the panel itself, by who hangs it up. */
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Segments, Select } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { attempt } from '../../failure.ts';
import { roomPlaces } from '../../live.ts';
import { signOut } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { panel } from '../../strings/panel.ts';
import { choices, choose, DIMS } from './choices.ts';
import { panelControls } from './controls.ts';
import { ownZoneId } from './rooms-shown.ts';

const words = panel.choices;

export function ChoicesDialog({ onClose }: { onClose: () => void }) {
  const { dim, nightFrom, nightTo } = choices.value;
  const rooms = roomPlaces.value;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p class="muted">{words.text}</p>
      {rooms.length > 1 && (
        <Select
          label={words.room}
          value={ownZoneId.value ?? ''}
          options={rooms.map(({ zoneId, friendlyName }) => ({ value: zoneId, text: friendlyName }))}
          onValue={(zoneId) => choose({ zoneId })}
        />
      )}
      <div class="field">
        <span class="legend">{words.dim}</span>
        <Segments
          label={words.dim}
          value={dim}
          options={DIMS.map((value) => ({ value, text: words.dims[value] }))}
          onValue={(value) => choose({ dim: value })}
        />
      </div>
      {dim === 'night' && (
        <div class="night-hours">
          <Field
            label={words.from}
            type="time"
            value={nightFrom}
            onValue={(value) => choose({ nightFrom: value })}
          />
          <Field
            label={words.to}
            type="time"
            value={nightTo}
            onValue={(value) => choose({ nightTo: value })}
          />
        </div>
      )}
      <div class="actions">
        {!panelControls().leaves && (
          <Button icon="away" onClick={() => void attempt(signOut)}>
            {common.signOut}
          </Button>
        )}
        <Button look="primary" onClick={onClose}>
          {common.done}
        </Button>
      </div>
    </Dialog>
  );
}
