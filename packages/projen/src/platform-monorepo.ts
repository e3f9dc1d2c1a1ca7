import { resolve } from 'node:path';
import { Monorepo } from './monorepo';
import { accountAsTyped } from './options/account-as-typed';
import { checkPlatformOptions } from './options/check-platform-options';
import { cdkCli, leftOutLayers, tidewayPackages, tidewayVersion } from './pins';
import type { PlatformMonorepoOptions } from './platform-monorepo-options';
import { ci } from './platform/ci';
import { teamFiles } from './platform/team-files';
import { committer } from './creation/committer';
import { emptyFolder } from './creation/empty-folder';
import { nextSteps } from './creation/next-steps';
import { refuseFolderInUse } from './creation/refuse-folder-in-use';
import { requireGit } from './creation/require-git';
import { takeBack } from './creation/take-back';
import { writeCatalog } from './creation/write-catalog';
import { install } from './files/install';
import { say } from './say';
import { plainly } from './template-error';

/**
 * A monorepo for a team's own platform: its model, a first service, the stacks, CI and docs.
 *
 * @pjid platform-monorepo
 */
export class PlatformMonorepo extends Monorepo {
  constructor(options: PlatformMonorepoOptions) {
    const answers = plainly(() => prepare(options));
    super({
      ...options,
      description: options.description ?? `The platform ${options.name}, from one typed model`,
      references: ['apps/platform', ...(options.references ?? [])],
      scripts: { rehearse: 'node tools/bootstrap/rehearse.mjs', ...options.scripts },
      devDependencies: {
        ...Object.fromEntries(tidewayPackages.map((name) => [name, tidewayVersion])),
        'aws-cdk': cdkCli,
        ...options.devDependencies,
      },
      allowScripts: ['bcrypt', ...(options.allowScripts ?? [])],
      overrides: { ...leftOutLayers, ...options.overrides },
    });
    ci(this);
    teamFiles(this, answers);
  }

  protected install(): void {
    try {
      install(this.outdir, { isNew: this.isNew });
    } catch (error) {
      // The folder was empty before: a second try would find it in use.
      if (this.isNew) emptyFolder(this.outdir);
      throw error;
    }
  }

  protected afterCreation(): void {
    writeCatalog(this.outdir);
    committer();
    say(nextSteps(this.name));
  }
}

/** Checks everything before anything is made, and leaves a folder as it was where something is wrong. */
function prepare(options: PlatformMonorepoOptions): PlatformMonorepoOptions {
  const answers = { ...options, account: accountAsTyped(options.account) };
  if (!('__new__' in options)) return checkPlatformOptions(answers);
  const folder = resolve(options.outdir ?? '.');
  try {
    refuseFolderInUse(folder);
    requireGit();
    return checkPlatformOptions(answers);
  } catch (error) {
    takeBack(folder);
    throw error;
  }
}
