/** Putting the hub back to a backup, step by step. */
import { useEffect, useId, useState } from 'preact/hooks';
import type { RestoreView } from '../../../../app/backup/restoring.ts';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Form, Wrong } from '../../../components/form.tsx';
import { Spinner } from '../../../components/notice.tsx';
import { attempt } from '../../../failure.ts';
import { restore as words } from '../../../strings/restore.ts';
import { useSubmission } from '../../../submission.ts';
import { bytes } from '../bytes.ts';
import { restoreAsker, watchProgress, type RestoreAsker } from './asking.ts';
import { Contents } from './contents.tsx';

function progressText({ state, bytes: done = 0, records = 0 }: RestoreView): string | undefined {
  if (state === 'receiving') return words.receiving(bytes(done));
  if (state === 'reading') return words.reading(records);
  return state === 'writing' ? words.writing(records) : undefined;
}

/** How far the hub is, while something is being done. */
function Progress({ asker, isBusy }: { asker: RestoreAsker; isBusy: boolean }) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (!isBusy) return undefined;
    return watchProgress(asker, (view) => setText(progressText(view)));
  }, [isBusy]);
  return isBusy && text !== undefined ? (
    <p class="muted" role="status">
      {text}
    </p>
  ) : null;
}

function FileForm(props: {
  needsCode: boolean;
  others: preact.ComponentChildren;
  onLooked: (view: RestoreView, asker: RestoreAsker) => void;
}) {
  const { needsCode, others, onLooked } = props;
  const [code, setCode] = useState('');
  const [file, setFile] = useState<File>();
  const id = useId();
  const asker = restoreAsker(code);
  const submission = useSubmission(async () => {
    if (file !== undefined) onLooked(await asker.look(file), asker);
  }, ['setup_code']);
  return (
    <Form
      class="stack"
      submission={submission}
      action={words.look}
      isDisabled={file === undefined}
      others={others}
    >
      <p class="muted">{words.intro}</p>
      {needsCode && (
        <Field
          label={words.setupCode}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          required
          value={code}
          wrong={submission.wrong('setup_code')}
          onValue={setCode}
        />
      )}
      <div class="field">
        <label for={id}>{words.file}</label>
        <input
          id={id}
          class="input"
          type="file"
          onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
        />
      </div>
      <Progress asker={asker} isBusy={submission.isBusy} />
      <Wrong text={submission.wrong()} />
    </Form>
  );
}

function PassphraseForm(props: {
  asker: RestoreAsker;
  others: preact.ComponentChildren;
  onOpened: (view: RestoreView) => void;
}) {
  const { asker, others, onOpened } = props;
  const [passphrase, setPassphrase] = useState('');
  const submission = useSubmission(
    async () => onOpened(await asker.open(passphrase)),
    ['passphrase'],
  );
  return (
    <Form class="stack" submission={submission} action={words.open} others={others}>
      <p>{words.sealed}</p>
      <Field
        label={words.passphrase}
        type="password"
        autocomplete="off"
        required
        value={passphrase}
        wrong={submission.wrong('passphrase')}
        onValue={setPassphrase}
      />
      <Progress asker={asker} isBusy={submission.isBusy} />
      <Wrong text={submission.wrong()} />
    </Form>
  );
}

/** The whole page comes anew, with the hub: nothing that it knows holds any more. */
function Restarting({ asker }: { asker: RestoreAsker }) {
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    void asker.untilAnew().then((isBack) => {
      if (isBack) location.assign('/');
      else setIsLost(true);
    });
  }, []);
  return isLost ? (
    <Wrong text={words.lost} />
  ) : (
    <div class="stack">
      <Spinner label={words.restarting} />
      <p role="status">{words.restarting}</p>
    </div>
  );
}

/** @param props.others buttons beside the first step's own */
export function Restore(props: { needsCode?: boolean; others?: preact.ComponentChildren }) {
  const { needsCode = false, others } = props;
  const [step, setStep] = useState<{ view: RestoreView; asker: RestoreAsker }>();
  if (step === undefined)
    return (
      <FileForm
        needsCode={needsCode}
        others={others}
        onLooked={(view, asker) => setStep({ view, asker })}
      />
    );
  const { view, asker } = step;
  const onView = (next: RestoreView) => setStep({ view: next, asker });
  const another = (
    <Button
      look="quiet"
      onClick={() => void attempt(async () => asker.drop()).then(() => setStep(undefined))}
    >
      {words.another}
    </Button>
  );
  if (view.state === 'restarting') return <Restarting asker={asker} />;
  if (view.contents === undefined)
    return <PassphraseForm asker={asker} others={another} onOpened={onView} />;
  return (
    <Contents
      contents={view.contents}
      others={another}
      onStart={async (choice) => onView(await asker.start(choice))}
    />
  );
}
