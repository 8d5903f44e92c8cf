/** Where the house asks for a second step and who is signed in has none: nothing else is open to them. */
import { loadSession } from '../../session.ts';
import { door } from '../../strings/door.ts';
import { SignOut } from '../settings/account.tsx';
import { SetUp } from '../settings/second-factor/set-up.tsx';
import { DoorFrame } from './frame.tsx';

export function EnrolPage() {
  return (
    <DoorFrame>
      <section class="card" aria-label={door.enrol.title}>
        <h1>{door.enrol.title}</h1>
        <p>{door.enrol.intro}</p>
        <SetUp onDone={loadSession} />
        <SignOut />
      </section>
    </DoorFrame>
  );
}
