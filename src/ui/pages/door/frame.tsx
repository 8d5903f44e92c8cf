import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Mark } from '../../components/icon.tsx';
import { common } from '../../strings/common.ts';

/** What is shown to who is not in yet, below the name of the product. */
export function DoorFrame({ children }: { children: ComponentChildren }) {
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
        {children}
      </main>
    </div>
  );
}
