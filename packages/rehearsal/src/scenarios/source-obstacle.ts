import { execFile } from 'node:child_process';
import { findOnPath } from '../programs/find-on-path.ts';
import { editedPage, footer } from './edited-page.ts';
import type { World } from './world.ts';

/**
 * Why images can't be built from sources and run on this machine, all reasons at once; undefined when they can.
 */
export async function sourceObstacle({ site, stage }: World): Promise<string | undefined> {
  const { app } = stage.image;
  const files = await site.buildService.sourcesOf(stage.image)?.tree();
  const missing = [
    ...(files?.has('buildspec.yml') === true ? [] : ['buildspec.yml']),
    ...(files && editedPage(files)
      ? []
      : [`page: neither ${footer} nor a file in public/ or src/ with </html>`]),
  ];
  const hasCli = await answers('aws', '--version');
  const reasons = [
    ...(missing.length > 0 ? [`${app} has no ${missing.join(' and no ')}`] : []),
    ...(process.platform === 'linux' && process.getuid?.() === 0
      ? []
      : ['an image is run in a file system of its own, for which it takes Linux and its user root']),
    ...(findOnPath('buildah') === undefined
      ? ['images are built by buildah, which is not on PATH (on Debian: apt-get install buildah)']
      : []),
    ...(hasCli
      ? []
      : ['a buildspec uses the AWS CLI, and there is no aws on PATH that answers (pip install awscli)']),
  ];
  return reasons.length === 0 ? undefined : `${reasons.join('; ')}.`;
}

/** Whether a program is there and works: a shim of a version manager may stand for nothing. */
function answers(program: string, ...words: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: 20_000 }, (error) => resolve(error === null));
  });
}
