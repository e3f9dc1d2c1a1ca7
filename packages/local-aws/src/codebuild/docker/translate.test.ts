import { expect, test } from 'vitest';
import { translate } from './translate.ts';

test.each([
  [
    'build --tag a:1 --build-arg BASE_IMAGE=b --progress=plain .',
    'build --isolation chroot --format docker --tag a:1 --build-arg BASE_IMAGE=b .',
  ],
  ['buildx build -t a .', 'build --isolation chroot --format docker -t a .'],
  ['tag a b', 'tag a b'],
  ['image push a:1', 'push a:1'],
  ['login --username AWS --password-stdin host', 'login --username AWS --password-stdin host'],
  ['images', 'images'],
])('docker %s is done by buildah %s', (docker, buildah) => {
  expect(translate(docker.split(' '))).toEqual({ kind: 'run', arguments: buildah.split(' ') });
});

test.each(['run alpine', 'compose up', 'inspect --format {{.Id}} a', ''])(
  'docker %s is refused with what is offered',
  (docker) => {
    expect(translate(docker.split(' '))).toMatchObject({
      kind: 'refuse',
      message: expect.stringContaining('Offered are build, tag, push') as string,
    });
  },
);
