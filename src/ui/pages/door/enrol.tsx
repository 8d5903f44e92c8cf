/** Where the house asks for a second step and who is signed in has none: nothing else is open to them. */
import { useEffect } from 'preact/hooks';
import { Mark } from '../../components/icon.tsx';
import { loadSession } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { door } from '../../strings/door.ts';
import { SignOut } from '../settings/account.tsx';
import { SetUp } from '../settings/second-factor/set-up.tsx';

export function EnrolPage() {
  useEffect(() => {
    document.title = common.product;
  }, []);
  return (
    <div class="door">
      <main>
        <div class="brand">
          <Mark size={44} />
          {common.product}
        </div>
        <section class="card" aria-label={door.enrol.title}>
          <h1>{door.enrol.title}</h1>
          <p>{door.enrol.intro}</p>
          <SetUp onDone={loadSession} />
          <SignOut />
        </section>
      </main>
    </div>
  );
}
