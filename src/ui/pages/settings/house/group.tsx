/** Settings that belong together: changed together, and saved together. */
import { useState } from 'preact/hooks';
import { ApiError, api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Wrong } from '../../../components/form.tsx';
import { Card } from '../../../components/page.tsx';
import { failureText } from '../../../failure.ts';
import { useGuard } from '../../../leaving.tsx';
import { may } from '../../../session.ts';
import { common } from '../../../strings/common.ts';
import { settings } from '../../../strings/settings.ts';
import { tell } from '../../../toasts.ts';
import { units } from '../../../units.ts';
import { CurvePreview } from './curve.tsx';
import { SettingInput, SettingText } from './input.tsx';
import type { GroupName, SettingField } from './schema.ts';
import { readValue, shownValue, type SettingValue, type Values } from './values.ts';
import { boundsText } from './words.ts';

const words = settings.house;

/** What was written, by setting; what was not touched is as the hub has it. */
type Draft = Readonly<Record<string, string>>;
type Wrong = Readonly<Record<string, string>>;

interface Checked {
  readonly change: Readonly<Record<string, SettingValue>>;
  readonly wrong: Wrong;
}

function check(draft: Draft, fields: readonly SettingField[], values: Values): Checked {
  const change: Record<string, SettingValue> = {};
  const wrong: Record<string, string> = {};
  for (const field of fields) {
    const text = draft[field.name];
    if (text === undefined) continue;
    const read = readValue(field, text, units.value);
    if ('value' in read) {
      const isNew = text !== shownValue(field, values[field.name] ?? '', units.value);
      if (isNew) change[field.name] = read.value;
    } else if (read.wrong === 'bounds')
      wrong[field.name] = boundsText(field, words.wrong.bounds) ?? '';
    else wrong[field.name] = words.wrong[read.wrong];
  }
  return { change, wrong };
}

const PATH = '/api/settings';

/** What somebody has changed of other settings meanwhile is no hindrance. @throws ApiError */
async function patch(change: Checked['change'], seen: Values): Promise<void> {
  try {
    await api('PATCH', PATH, change, seen);
  } catch (error) {
    const changed = error instanceof ApiError ? error.changedMeanwhile : undefined;
    if (changed === undefined || Object.keys(change).some((name) => changed.includes(name)))
      throw error;
    await api('PATCH', PATH, change, await api<Values>('GET', PATH));
  }
}

interface Props {
  group: GroupName;
  fields: readonly SettingField[];
  values: Values;
  onSaved: () => Promise<void>;
}

function useGroup({ fields, values, onSaved }: Props) {
  const [draft, setDraft] = useState<Draft>({});
  const [wrong, setWrong] = useState<Wrong>({});
  const [failure, setFailure] = useState<string | undefined>();
  const [isBusy, setIsBusy] = useState(false);
  const { change, wrong: found } = check(draft, fields, values);
  const save = async () => {
    setWrong(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    try {
      await patch(change, values);
      await onSaved();
      setDraft({});
      tell(words.saved);
    } catch (error) {
      const field = error instanceof ApiError ? error.field : undefined;
      if (field !== undefined && fields.some(({ name }) => name === field))
        setWrong({ [field]: failureText(error) });
      else setFailure(failureText(error));
      // Who is told that somebody was faster may put their own over it.
      if (error instanceof ApiError && error.status === 412) await onSaved();
    }
    setIsBusy(false);
  };
  const reset = () => {
    setDraft({});
    setWrong({});
    setFailure(undefined);
  };
  const isTouched = Object.keys(change).length > 0 || Object.keys(found).length > 0;
  useGuard(isTouched);
  return { draft, setDraft, wrong, failure, isBusy, change, isTouched, save, reset };
}

export function GroupForm(props: Props) {
  const { group, fields, values } = props;
  const form = useGroup(props);
  if (fields.length === 0) return null;
  const { title, text } = words.groups[group];
  const mayChange = may('settings:full');
  return (
    <Card title={title}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        {text !== '' && <p class="muted">{text}</p>}
        {group === 'curve' && <CurvePreview values={{ ...values, ...form.change }} />}
        {mayChange ? (
          <div class={group === 'house' ? 'setting-fields' : 'setting-fields numbers'}>
            {fields.map((field) => (
              <SettingInput
                key={field.name}
                field={field}
                text={
                  form.draft[field.name] ?? shownValue(field, values[field.name] ?? '', units.value)
                }
                wrong={form.wrong[field.name]}
                onText={(written) => form.setDraft({ ...form.draft, [field.name]: written })}
              />
            ))}
          </div>
        ) : (
          <dl class="facts">
            {fields.map((field) => (
              <SettingText key={field.name} field={field} value={values[field.name]} />
            ))}
          </dl>
        )}
        <Wrong text={form.failure} />
        {form.isTouched && (
          <div class="actions">
            <Button onClick={form.reset}>{common.cancel}</Button>
            <Button look="primary" type="submit" isBusy={form.isBusy}>
              {common.save}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
