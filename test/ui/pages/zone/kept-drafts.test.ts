import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { SelfView } from '../../../../src/app/people/who-am-i.ts';
import { draftOf } from '../../../../src/ui/pages/zone/draft.ts';
import {
  dropDraft,
  keepDraft,
  keptDraft,
  leaveDraft,
} from '../../../../src/ui/pages/zone/kept-drafts.ts';
import { session } from '../../../../src/ui/session.ts';

const signIn = (id: string) => {
  session.value = { is: 'in', self: { id, permissions: [] } as unknown as SelfView };
};
const signOut = () => {
  session.value = {
    is: 'out',
    door: {
      ownerExists: true,
      pinEnabled: false,
      setupCodeRequired: false,
      installation: 'service',
    },
  };
};
const WORK = { draft: draftOf([]), seen: { zoneId: 'living', entries: [] } };

describe('a schedule that was being worked on', () => {
  beforeEach(() => {
    signIn('usr_a');
    keepDraft('living', WORK);
  });

  it('is there again for its maker, of its room alone, after they were signed out', () => {
    signOut();
    leaveDraft('living');
    signIn('usr_a');
    assert.equal(keptDraft('living')?.draft, WORK.draft);
    assert.equal(keptDraft('living')?.seen, WORK.seen);
    assert.equal(keptDraft('bath'), undefined);
  });

  it('is nobody else’s', () => {
    signOut();
    leaveDraft('living');
    signIn('usr_b');
    assert.equal(keptDraft('living'), undefined);
  });

  it('goes where its maker leaves the page, and where it is saved', () => {
    leaveDraft('living');
    assert.equal(keptDraft('living'), undefined);
    keepDraft('living', WORK);
    dropDraft('living');
    assert.equal(keptDraft('living'), undefined);
  });
});
