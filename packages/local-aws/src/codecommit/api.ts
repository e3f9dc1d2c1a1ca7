import type { Hono } from 'hono';
import type { KeyRing } from '../credentials/caller.ts';
import type { Push } from '../git/git-service.ts';
import { jsonApi } from '../json-api/json-api.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { operations } from './operations.ts';

/** What CodeCommit's API needs. */
export interface CodeCommitApiOptions {
  readonly state: StateDirectory;
  readonly ring: KeyRing;
  readonly region: string;
  readonly onPush: (push: Push) => void;
  readonly onTrouble: (operation: string, error: unknown) => void;
}

/** CodeCommit's JSON API in one region. */
export function codeCommitApi(options: CodeCommitApiOptions): Hono {
  const { state, ring, region, onPush, onTrouble } = options;
  return jsonApi({
    ring,
    region,
    service: 'codecommit',
    target: 'CodeCommit_20150413',
    operations,
    context: (caller) => ({ state, caller, region, onPush }),
    onTrouble,
  });
}
