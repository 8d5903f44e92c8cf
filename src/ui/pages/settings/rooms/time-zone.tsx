/** The time zone of the house. */
import { useId, useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { Card } from '../../../components/page.tsx';
import { common } from '../../../strings/common.ts';
import { rooms } from '../../../strings/rooms.ts';
import { tell } from '../../../toasts.ts';
import { Troubles, useEditing } from './editing.tsx';
import { setTimeZone } from './edits/house.ts';
import type { EditableHouse } from './use-house.ts';

const words = rooms.timeZone;
const PLACE = 'timeZone';

export function TimeZoneForm({ book, onClose }: { book: EditableHouse; onClose: () => void }) {
  const [timeZone, setZone] = useState(book.house.timeZone);
  const id = useId();
  const editing = useEditing(book, setTimeZone(book.house, timeZone), () => {
    tell(words.saved(timeZone.trim()));
    onClose();
  });
  return (
    <Dialog title={words.title} onClose={onClose}>
      <Form
        class="stack"
        submission={editing}
        action={common.save}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <Troubles editing={editing} shown={[PLACE]} onLoad={book.reload} />
        <Field
          label={words.field}
          hint={words.hint}
          autocomplete="off"
          required
          list={id}
          value={timeZone}
          wrong={editing.wrongAt(PLACE)}
          onValue={setZone}
        />
        <datalist id={id}>
          {Intl.supportedValuesOf('timeZone').map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Form>
    </Dialog>
  );
}

export function TimeZone({ book, onEdit }: { book: EditableHouse; onEdit: () => void }) {
  return (
    <Card title={words.title}>
      <div class="row">
        <div class="grow">
          <p>{book.house.timeZone}</p>
          <p class="muted small">{words.text}</p>
        </div>
        {book.isEditable && <Button icon="edit" label={words.edit} onClick={onEdit} />}
      </div>
    </Card>
  );
}
