/** One's own second step: whether it is on, turning it on and off, and the recovery codes. */
import { useState } from 'preact/hooks';
import type { SecondFactorState } from '../../../../app/people/second-factor.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Chip, Notice } from '../../../components/notice.tsx';
import { Card } from '../../../components/page.tsx';
import { attempt } from '../../../failure.ts';
import { date } from '../../../format.ts';
import { secondFactor } from '../../../strings/second-factor.ts';
import { tell } from '../../../toasts.ts';
import { Loaded, useResource } from '../../../resource.tsx';
import { CodesDialog } from './codes.tsx';
import { SetUp } from './set-up.tsx';

const words = secondFactor;
const PATH = '/api/auth/second-factor';
/** So few recovery codes are a reason to make new ones. */
const LOW = 3;

function CodesLeft({ left }: { left: number }) {
  if (left > LOW) return <p class="muted">{words.left(left)}</p>;
  return (
    <Notice tone="warn" icon="warn">
      {words.low(left)}
    </Notice>
  );
}

function Renew({ onChanged }: { onChanged: () => Promise<void> }) {
  const [isAsking, setIsAsking] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | undefined>();
  const renew = async () => {
    const path = `${PATH}/recovery-codes`;
    await attempt(async () =>
      setCodes((await api<{ recoveryCodes: string[] }>('POST', path)).recoveryCodes),
    );
  };
  return (
    <>
      <Button icon="rotate" onClick={() => setIsAsking(true)}>
        {words.renew}
      </Button>
      {isAsking && (
        <Confirm
          title={words.renewTitle}
          text={words.renewText}
          action={words.renew}
          onConfirm={renew}
          onClose={() => setIsAsking(false)}
        />
      )}
      {codes !== undefined && (
        <CodesDialog
          codes={codes}
          onClose={() => {
            setCodes(undefined);
            void onChanged();
          }}
        />
      )}
    </>
  );
}

function TurnOff({ onChanged }: { onChanged: () => Promise<void> }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="danger" onClick={() => setIsAsking(true)}>
        {words.turnOff}
      </Button>
      {isAsking && (
        <Confirm
          title={words.turnOffTitle}
          text={words.turnOffText}
          action={words.turnOff}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            if (await attempt(async () => api('DELETE', PATH))) tell(words.turnedOff);
            await onChanged();
          }}
        />
      )}
    </>
  );
}

function On(props: { state: SecondFactorState; onChanged: () => Promise<void> }) {
  const { state, onChanged } = props;
  const { since, recoveryCodesLeft = 0, required } = state;
  return (
    <>
      {since !== undefined && <p>{words.isOn(date(since))}</p>}
      <CodesLeft left={recoveryCodesLeft} />
      {required && <p class="muted">{words.required}</p>}
      <div class="row">
        <Renew onChanged={onChanged} />
        {!required && <TurnOff onChanged={onChanged} />}
      </div>
    </>
  );
}

export function SecondFactorCard() {
  const own = useResource<SecondFactorState>(PATH);
  return (
    <Loaded what={words.title} of={own}>
      {(state) => (
        <Card
          title={words.title}
          aside={
            <Chip tone={state.enabled ? 'good' : undefined}>
              {state.enabled ? words.on : words.off}
            </Chip>
          }
        >
          <div class="stack">
            {state.enabled ? (
              <On state={state} onChanged={own.reload} />
            ) : (
              <>
                <p>{words.about}</p>
                <SetUp onDone={own.reload} />
              </>
            )}
          </div>
        </Card>
      )}
    </Loaded>
  );
}
