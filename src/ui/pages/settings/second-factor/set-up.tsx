/** Setting up the second step: the app gets its key, shows its first code, and the recovery codes are kept. */
import { useState } from 'preact/hooks';
import type { Enrolment } from '../../../../app/people/second-factor.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Snippet } from '../../../components/copy.tsx';
import { Form, Wrong } from '../../../components/form.tsx';
import { attempt } from '../../../failure.ts';
import { later } from '../../../later.tsx';
import { common } from '../../../strings/common.ts';
import { secondFactor } from '../../../strings/second-factor.ts';
import { useSubmission } from '../../../submission.ts';
import { AppCodeField } from '../../../components/code-form.tsx';
import { CodesDialog } from './codes.tsx';

const words = secondFactor;
const PATH = '/api/auth/second-factor';
const Qr = later(async () => (await import('./qr.tsx')).Qr);

/** In groups of four, as people read it. */
const spaced = (key: string) => key.replaceAll(/.{4}(?=.)/g, '$& ');

function Key({ enrolment: { secret, uri } }: { enrolment: Enrolment }) {
  return (
    <>
      <strong>{words.scan}</strong>
      <p class="muted small">{words.apps}</p>
      <div class="qr-frame">
        <Qr text={uri} label={words.qr} />
      </div>
      <a class="button open-app" href={uri}>
        {words.open}
      </a>
      <div class="app-key">
        <Snippet text={spaced(secret)} label={words.key} />
      </div>
    </>
  );
}

function FirstCode(props: {
  enrolment: Enrolment;
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const { enrolment, onCodes, onCancel } = props;
  const [code, setCode] = useState('');
  const submission = useSubmission(async () => {
    const answer = await api<{ recoveryCodes: string[] }>('POST', `${PATH}/confirm`, { code });
    onCodes(answer.recoveryCodes);
  }, ['code']);
  return (
    <Form
      class="stack slim"
      submission={submission}
      action={words.confirm}
      others={<Button onClick={onCancel}>{common.cancel}</Button>}
    >
      <Key enrolment={enrolment} />
      <strong>{words.enter}</strong>
      <AppCodeField
        label={words.code}
        value={code}
        wrong={submission.wrong('code')}
        onValue={setCode}
      />
      <Wrong text={submission.wrong()} />
    </Form>
  );
}

/** @param onDone once it is on and the recovery codes are kept */
export function SetUp({ onDone }: { onDone: () => Promise<void> }) {
  const [enrolment, setEnrolment] = useState<Enrolment | undefined>();
  const [codes, setCodes] = useState<readonly string[] | undefined>();
  const begin = async () => attempt(async () => setEnrolment(await api<Enrolment>('POST', PATH)));
  if (codes !== undefined) return <CodesDialog codes={codes} onClose={() => void onDone()} />;
  if (enrolment === undefined) {
    return (
      <div>
        <Button look="primary" icon="shield" onClick={() => void begin()}>
          {words.turnOn}
        </Button>
      </div>
    );
  }
  return (
    <FirstCode enrolment={enrolment} onCodes={setCodes} onCancel={() => setEnrolment(undefined)} />
  );
}
