/** Naming a broker: it is tried first, and becomes the hub's where all works, or where somebody wants it all the same. */
import { useId, useState } from 'preact/hooks';
import type { BrokerFaultView, BrokerView } from '../../../../app/broker/broker-book.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { Field } from '../../../components/field.tsx';
import { Form, Wrong } from '../../../components/form.tsx';
import { Notice } from '../../../components/notice.tsx';
import { capitalised } from '../../../failure.ts';
import { broker as words } from '../../../strings/broker.ts';
import { hubLater } from '../../../strings/hub-later.ts';
import { useSubmission } from '../../../submission.ts';
import { tell } from '../../../toasts.ts';
import { draftOf, requestOf, typedAddress, type BrokerDraft } from './draft.ts';

export const PATH = '/api/broker';

export interface Checked {
  readonly faults: readonly BrokerFaultView[];
}

const sentenceOf = ({ code, message, topic = '' }: BrokerFaultView): string =>
  hubLater.brokerFaults?.[code](topic) ?? `${capitalised(message)}.`;

/** What does not work. */
export function Faults({ faults }: Checked) {
  return (
    <ul class="broker-faults">
      {faults.map((fault) => (
        <li key={`${fault.code} ${fault.topic ?? ''}`}>{sentenceOf(fault)}</li>
      ))}
    </ul>
  );
}

function Authority(props: {
  value: string;
  wrong: string | undefined;
  onValue: (pem: string) => void;
}) {
  const { value, wrong, onValue } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{words.ca}</label>
      <textarea
        id={id}
        class="input"
        rows={5}
        spellcheck={false}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-hint`}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      <p class={wrong === undefined ? 'hint' : 'wrong'} id={`${id}-hint`}>
        {wrong ?? words.caHint}
      </p>
    </div>
  );
}

interface Props {
  readonly known: BrokerView;
  readonly onSaved: () => Promise<void>;
  readonly onCancel?: () => void;
}

function useBrokerForm({ known, onSaved }: Props) {
  const [draft, setDraft] = useState(() => draftOf(known));
  const [faults, setFaults] = useState<readonly BrokerFaultView[]>([]);
  const request = () => requestOf(draft, known);
  const save = async () => {
    await api('PUT', PATH, request(), known);
    setFaults([]);
    setDraft({ ...draft, password: '' });
    tell(words.saved);
    await onSaved();
  };
  const fields = ['url', 'username', 'password', 'ca'];
  const submission = useSubmission(async () => {
    setFaults([]);
    const tried = await api<Checked>('POST', `${PATH}/check`, request());
    if (tried.faults.length > 0) setFaults(tried.faults);
    else await save();
  }, fields);
  const anyway = useSubmission(save, fields);
  const change = (next: Partial<BrokerDraft>) => {
    setFaults([]);
    setDraft({ ...draft, ...next });
  };
  const wrong = (field?: string) => submission.wrong(field) ?? anyway.wrong(field);
  return { draft, change, faults, submission, anyway, wrong };
}

/** What became of trying it. */
function Tried({ isBusy, faults }: Checked & { readonly isBusy: boolean }) {
  return (
    <>
      <div role="status">{isBusy && <p class="muted">{words.trying}</p>}</div>
      {faults.length > 0 && (
        <Notice tone="bad" icon="warn">
          <p>{words.wrong}</p>
          <Faults faults={faults} />
        </Notice>
      )}
    </>
  );
}

export function BrokerForm(props: Props) {
  const { known, onCancel } = props;
  const { draft, change, faults, submission, anyway, wrong } = useBrokerForm(props);
  return (
    <Form
      class="stack"
      submission={submission}
      action={words.go}
      isDisabled={draft.address.trim() === '' || anyway.isBusy}
      others={
        <>
          {onCancel !== undefined && <Button onClick={onCancel}>{words.keep}</Button>}
          {faults.length > 0 && (
            <Button isBusy={anyway.isBusy} disabled={submission.isBusy} onClick={anyway.submit}>
              {words.anyway}
            </Button>
          )}
        </>
      }
    >
      <Field
        label={words.address}
        hint={words.addressHint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
        value={draft.address}
        wrong={wrong('url')}
        onValue={(text) => change(typedAddress(text))}
      />
      <Checkbox
        label={words.tls}
        hint={words.tlsHint}
        isChecked={draft.isTls}
        onChecked={(isTls) => change({ isTls })}
      />
      {draft.isTls && (
        <Authority value={draft.ca} wrong={wrong('ca')} onValue={(ca) => change({ ca })} />
      )}
      <Field
        label={words.user}
        hint={words.userHint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={draft.username}
        wrong={wrong('username')}
        onValue={(username) => change({ username })}
      />
      <Field
        label={words.password}
        hint={known.hasPassword ? words.passwordKept : words.passwordHint}
        type="password"
        autocomplete="new-password"
        value={draft.password}
        wrong={
          wrong('password') && (draft.password === '' ? words.passwordAgain : wrong('password'))
        }
        onValue={(password) => change({ password })}
      />
      <Tried isBusy={submission.isBusy} faults={faults} />
      <Wrong text={wrong()} />
    </Form>
  );
}
