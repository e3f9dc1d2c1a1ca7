import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stateDirectory } from '../state/state-directory.ts';
import { TARGET } from '../testing/git-client.ts';
import { startForTest } from '../testing/start-for-test.ts';
import { followPush } from './push.ts';
import { ReceivedRefs } from './received-refs.ts';

test('of a push whose outcome nobody heard, what stands in the repository is told', async () => {
  const { git, folder } = await startForTest();
  const clone = await git.clone('flux-repo', 'clone');
  const commit = await clone.commit('a', 'a');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const received = new ReceivedRefs();
  const none = '0'.repeat(40);
  const lines = [`${none} ${commit} refs/heads/main\0report-status`, `${none} ${commit} refs/heads/other`];
  const packets = lines.map((line) => (line.length + 4).toString(16).padStart(4, '0') + line);
  received.request(Buffer.from(`${packets.join('')}0000`));
  const repository = { ...TARGET, name: 'flux-repo' };
  const changes = await followPush(stateDirectory(join(folder, 'state')), repository, received);
  expect(changes).toEqual([{ ref: 'refs/heads/main', before: undefined, after: commit }]);
});
