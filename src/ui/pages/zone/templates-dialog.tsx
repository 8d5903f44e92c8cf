/** Schedules that are kept under a name: used here, given to other rooms, kept anew, removed. */
import { useState } from 'preact/hooks';
import type { ScheduleTemplate } from '../../../app/zones/schedule-templates.ts';
import type { ScheduleEntry } from '../../../domain/schedule.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { attempt } from '../../failure.ts';
import { zone as words } from '../../strings/zone.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';
import { Loaded, useResource } from '../../resource.tsx';

const text = words.schedule.templates;
const PATH = '/api/schedule-templates';
const pathOf = (templateId: string) => `${PATH}/${encodeURIComponent(templateId)}`;

interface Listed {
  readonly templates: readonly ScheduleTemplate[];
}

const isOf = (name: string) => (template: ScheduleTemplate) =>
  template.name.toLowerCase() === name.trim().toLowerCase();

function Keep(props: {
  templates: readonly ScheduleTemplate[];
  entries: readonly ScheduleEntry[];
  onKept: () => Promise<void>;
}) {
  const { templates, entries, onKept } = props;
  const [name, setName] = useState('');
  const before = templates.find(isOf(name));
  const submission = useSubmission(async () => {
    const draft = { name, entries };
    if (before === undefined) await api('POST', PATH, draft);
    else await api('PUT', pathOf(before.templateId), draft);
    tell(text.kept(name.trim()));
    setName('');
    await onKept();
  }, ['name']);
  return (
    <Form
      class="stack"
      submission={submission}
      action={before === undefined ? text.keep : text.replace}
      isDisabled={name.trim() === ''}
    >
      <Field
        label={text.name}
        hint={before === undefined ? text.nameHint : text.taken(before.name)}
        value={name}
        maxLength={60}
        wrong={submission.wrong('name')}
        onValue={setName}
      />
      <Wrong text={submission.wrong()} />
    </Form>
  );
}

export function TemplatesDialog(props: {
  /** Of the room, as they are now; none to be kept where there are none. */
  entries: readonly ScheduleEntry[];
  onUse: (template: ScheduleTemplate) => void;
  onGive: (template: ScheduleTemplate) => void;
  onClose: () => void;
}) {
  const { entries, onUse, onGive, onClose } = props;
  const list = useResource<Listed>(PATH);
  const remove = async ({ templateId }: ScheduleTemplate) => {
    await attempt(async () => api('DELETE', pathOf(templateId)));
    await list.reload();
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <Loaded what={text.title} of={list}>
        {({ templates }) => (
          <>
            {templates.length === 0 && <p class="muted">{text.none}</p>}
            <ul class="schedule-templates">
              {templates.map((template) => (
                <li key={template.templateId}>
                  <strong>{template.name}</strong>
                  <div class="row">
                    <Button label={text.useOf(template.name)} onClick={() => onUse(template)}>
                      {text.use}
                    </Button>
                    <Button label={text.giveOf(template.name)} onClick={() => onGive(template)}>
                      {text.give}
                    </Button>
                    <Button
                      look="quiet"
                      icon="trash"
                      label={text.remove(template.name)}
                      onClick={() => void remove(template)}
                    />
                  </div>
                </li>
              ))}
            </ul>
            {entries.length > 0 && (
              <Keep templates={templates} entries={entries} onKept={list.reload} />
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
