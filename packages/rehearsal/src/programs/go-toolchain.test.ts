import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findGo } from './go-toolchain.ts';

/** A PATH with a `go` that says a version. */
async function pathWith(version: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tideway-go-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'go'), `#!/bin/sh\nprintf '${version}\\nlinux\\namd64\\n'\n`);
  await chmod(join(folder, 'go'), 0o755);
  return folder;
}

test('a Go that is new enough is used, whatever the user has set for it', async () => {
  const go = await findGo({ PATH: await pathWith('go1.26.3'), GOFLAGS: '-mod=mod' });
  expect(go).toMatchObject({ version: 'go1.26.3', platform: 'linux/amd64' });
  expect(go.environment).toMatchObject({ GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local', CGO_ENABLED: '0' });
});

test('a Go that is too old is refused, with what to install', async () => {
  await expect(findGo({ PATH: await pathWith('go1.25.9') })).rejects.toThrow(
    /^This is go1\.25\.9, which is too old\. .*Install Go 1\.26 or newer from https:\/\/go\.dev\/dl/,
  );
});
